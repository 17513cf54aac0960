// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.sync.acceptance.AcceptanceSettings.Account;
import io.github.tachydromos.sync.acceptance.AcceptanceSettings.Webmail;
import io.github.tachydromos.sync.daemon.LineConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The login that SOGo's own page makes. */
record WebmailTrial(Webmail webmail, Account account) {
    static final int PORT = 8080;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Trial trial() {
        return new Trial("login to webmail", Set.of(Service.SOGO, Service.DOVECOT), this::login);
    }

    private void login() throws IOException {
        byte[] form = new ObjectMapper()
                .writeValueAsBytes(Map.of("userName", account.mail(), "password", account.password()));
        // By hand: the JDK's client lets nobody name another host than the one it connects to.
        try (var http = new LineConnection(new InetSocketAddress(webmail.service(), PORT), PATIENCE)) {
            http.writeLine(String.join(
                    "\r\n",
                    "POST /SOGo/connect HTTP/1.1",
                    "Host: " + webmail.host(),
                    "Content-Type: application/json",
                    "Content-Length: " + form.length,
                    "Connection: close",
                    "",
                    new String(form, UTF_8)));
            String answer = http.readLine();
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IOException("SOGo answers \"" + answer + "\" to the login of " + account.mail()
                        + "; look at the logs of the pods with the label app.kubernetes.io/component=sogo");
            }
        }
    }
}
