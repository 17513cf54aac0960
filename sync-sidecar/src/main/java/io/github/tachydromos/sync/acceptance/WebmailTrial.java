// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.sync.acceptance.AcceptanceSettings.Account;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The login that SOGo's own page makes. */
record WebmailTrial(URI webmail, Account account) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;

    Trial trial() {
        return new Trial("login to webmail", Set.of(Service.SOGO, Service.DOVECOT), this::login);
    }

    private void login() throws IOException {
        String form = new ObjectMapper()
                .writeValueAsString(Map.of("userName", account.mail(), "password", account.password()));
        HttpRequest request = HttpRequest.newBuilder(webmail.resolve("/SOGo/connect"))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(form))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException("SOGo answers " + answer.statusCode() + " to the login of " + account.mail()
                        + "; look at the logs of the sogo pod");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
