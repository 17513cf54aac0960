// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Dovecot's HTTP API on the pod's loopback. */
final class Doveadm {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final String apiKey;

    Doveadm(InetSocketAddress address, String apiKey) {
        this.address = URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/doveadm/v1");
        this.apiKey = apiKey;
    }

    /** Ends all sessions of these logins. */
    void kick(Set<String> logins) throws IOException {
        // The mask knows two wildcards and no escape: "*" becomes the lesser one, others may have to connect again.
        List<String> masks =
                logins.stream().map(login -> login.replace('*', '?')).sorted().toList();
        String answer = post(JSON.writeValueAsString(List.of(List.of("kick", Map.of("mask", masks), "kick"))));
        if (!JSON.readTree(answer).path(0).path(0).asText().equals("doveadmResponse")) {
            throw new IOException("doveadm answered to kick: " + answer);
        }
    }

    private String post(String body) throws IOException {
        String authorization =
                "X-Dovecot-API " + Base64.getEncoder().encodeToString(apiKey.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("doveadm answered with status " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for doveadm");
        }
    }
}
