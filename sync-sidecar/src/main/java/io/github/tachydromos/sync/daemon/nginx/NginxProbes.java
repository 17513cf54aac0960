// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import io.github.tachydromos.sync.daemon.Probe;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Asks nginx itself, and not SOGo behind it, which has its own probes. */
record NginxProbes(Supplier<InetSocketAddress> listener) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    List<Probe> all() {
        return List.of(new Probe("page on port " + NginxDaemon.PORT, Duration.ZERO, this::ask));
    }

    private void ask() throws IOException {
        InetSocketAddress address = listener.get();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/healthz"))
                .timeout(PATIENCE)
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            int code =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (code != 200) {
                throw new IOException("nginx answered " + code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for nginx");
        }
    }
}
