// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** A user's session in SOGo, as the pages in his browser hold it, and his calendar by CalDAV; an answer of 400 or more is an exception. */
public final class WebmailSession implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();
    private final WebHost web;
    private final Credentials user;
    private final String name;

    private WebmailSession(WebHost web, Credentials user) throws IOException, InterruptedException {
        this.web = web;
        this.user = user;
        String login = JSON.writeValueAsString(Map.of("userName", user.mail(), "password", user.password()));
        JsonNode answer = JSON.readTree(send(json("SOGo/connect", login)));
        this.name = answer.path("username").asText();
    }

    public static WebmailSession open(WebHost web, Credentials user) throws IOException, InterruptedException {
        return new WebmailSession(web, user);
    }

    /** How the inbox looks now: what the page asks for when it is opened. */
    public String inbox() throws IOException, InterruptedException {
        return post(
                "Mail/0/folderINBOX/view",
                "{\"sortingAttributes\":{\"sort\":\"arrival\",\"asc\":0,\"match\":\"AND\"}}");
    }

    public String contacts() throws IOException, InterruptedException {
        return post("Contacts/personal/view", "{\"sort\":\"c_cn\",\"asc\":1}");
    }

    private String post(String place, String body) throws IOException, InterruptedException {
        String token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
        return send(json("SOGo/so/" + name + "/" + place, body).header("X-XSRF-TOKEN", token));
    }

    private HttpRequest.Builder json(String place, String body) {
        return web.request(place).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    /** Puts an appointment into the user's own calendar. */
    public void putAppointment(String id, String content) throws IOException, InterruptedException {
        send(calendar(id).header("Content-Type", "text/calendar").PUT(BodyPublishers.ofString(content)));
    }

    public String appointment(String id) throws IOException, InterruptedException {
        return send(calendar(id).GET());
    }

    private HttpRequest.Builder calendar(String id) {
        String credentials = user.mail() + ":" + user.password();
        return web.request("SOGo/dav/" + name + "/Calendar/personal/" + id + ".ics")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IOException(
                    answer.request().method() + " " + answer.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        client.close();
    }
}
