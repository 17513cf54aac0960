// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import io.github.tachydromos.sync.daemon.HttpListener;
import io.github.tachydromos.sync.daemon.Probe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
        HttpListener sogod = new HttpListener("sogod", listener.apply(port), PATIENCE);
        sogod.ask(sogod.request("/SOGo/").build());
    }
}
