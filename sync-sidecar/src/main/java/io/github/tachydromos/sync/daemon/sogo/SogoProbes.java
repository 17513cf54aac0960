// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import io.github.tachydromos.sync.daemon.Probe;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** Asks this pod's sogod for its login page, on whichever of its two ports it listens. */
final class SogoProbes {
    private static final List<Integer> PORTS = List.of(20000, 20001);
    /** Phones may hold all workers for as long as one of their long polls. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration PAGE_HOLDS = Duration.ofSeconds(15);

    private final IntFunction<InetSocketAddress> listener;

    /** Looks at the listeners that {@code listener} gives for their ports. */
    SogoProbes(IntFunction<InetSocketAddress> listener) {
        this.listener = listener;
    }

    /** Within the pod. */
    static SogoProbes onLoopback() {
        return new SogoProbes(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    List<Probe> all() {
        return List.of(new Probe("login page", PAGE_HOLDS, this::askForPage));
    }

    private void askForPage() throws IOException {
        try {
            ask(PORTS.getFirst());
        } catch (ConnectException _) {
            ask(PORTS.getLast());
        }
    }

    private void ask(int port) throws IOException {
        InetSocketAddress address = listener.apply(port);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/SOGo/"))
                .timeout(PATIENCE)
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() != 200) {
                throw new IOException("sogod answered " + answer.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for sogod");
        }
    }
}
