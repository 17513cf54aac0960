// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.daemon.DaemonContainer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What Rspamd's controller tells: how much it has learnt, and what it thinks of a mail. */
record Controller(DaemonContainer rspamd) {
    private static final String PASSWORD = "correct horse";

    /** Mails learnt so far, as BAYES_SPAM or BAYES_HAM. It counts anew each second. */
    int learnt(String symbol) throws Exception {
        String statistics = ask(HttpRequest.newBuilder(at("stat")));
        return Pattern.compile("\\{[^{}]*}")
                .matcher(statistics)
                .results()
                .map(MatchResult::group)
                .filter(file -> file.contains("\"symbol\":\"" + symbol + "\""))
                .map(file -> file.replaceFirst(".*\"revision\":(\\d+).*", "$1"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow(() -> new IOException(statistics));
    }

    /** The whole verdict on a mail for somebody. */
    String verdict(String recipient, String mail) throws Exception {
        return ask(HttpRequest.newBuilder(at("checkv2"))
                .header("Rcpt", recipient)
                .header("From", "sender@remote.example")
                .header("IP", "192.0.2.1")
                .POST(HttpRequest.BodyPublishers.ofString(mail)));
    }

    private URI at(String path) {
        InetSocketAddress address = rspamd.listener(11334);
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/" + path);
    }

    private static String ask(HttpRequest.Builder request) throws Exception {
        // Rspamd loses the mail that follows an offer to speak HTTP/2.
        HttpRequest whole = request.header("Password", PASSWORD)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(whole, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        }
    }
}
