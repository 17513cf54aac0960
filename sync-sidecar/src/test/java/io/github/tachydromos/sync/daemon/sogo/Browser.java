// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;

/** A visitor of SOGo with cookies of his own. */
final class Browser {
    private final InetSocketAddress front;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();

    Browser(InetSocketAddress front) {
        this.front = front;
    }

    HttpResponse<String> login(String name, String password) throws IOException, InterruptedException {
        String body = "{\"userName\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
        return send(
                to("/SOGo/connect").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /** With the token that SOGo's pages send along. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(withToken(to(path)));
    }

    HttpResponse<String> changePassword(String user, String old, String next) throws IOException, InterruptedException {
        String body = "{\"userName\":\"%s\",\"oldPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(user, old, next);
        return send(withToken(to("/SOGo/so/changePassword"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder withToken(HttpRequest.Builder request) {
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .forEach(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
        return request;
    }

    int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    /** Whether a module's page comes, and not the login page, whose status is 200 too. */
    boolean sees(String module, String user) throws IOException, InterruptedException {
        String page = module.equals("Mailer") ? "Mail" : module;
        return get("/SOGo/so/" + user + "/" + page + "/view").body().contains("ng-app=\"SOGo." + module + "UI\"");
    }

    /** As a calendar program does, with the password in each request. */
    HttpResponse<String> dav(String login, String method, String path, String body)
            throws IOException, InterruptedException {
        return send(to("/SOGo/dav/" + path)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)))
                .header("Content-Type", "text/calendar")
                .method(method, BodyPublishers.ofString(body)));
    }

    /** As a phone does that waits 20 seconds for news in its calendar (MS-ASCMD, Ping, in WBXML). */
    HttpResponse<byte[]> ping(String login) throws IOException, InterruptedException {
        byte[] body = HexFormat.of()
                .parseHex("03016a00000d4548" + text("20") + "01494a4b" + text("vcalendar/personal") + "014c"
                        + text("Calendar") + "01010101");
        return http.send(
                to("/SOGo/Microsoft-Server-ActiveSync?Cmd=Ping&User=x&DeviceId=phone&DeviceType=test")
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)))
                        .header("MS-ASProtocolVersion", "14.1")
                        .header("Content-Type", "application/vnd.ms-sync.wbxml")
                        .timeout(Duration.ofSeconds(70))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static String text(String text) {
        return "03" + HexFormat.of().formatHex(text.getBytes(UTF_8)) + "00";
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + front.getHostString() + ":" + front.getPort() + path))
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
