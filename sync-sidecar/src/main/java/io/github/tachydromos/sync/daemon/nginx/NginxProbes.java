// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import io.github.tachydromos.sync.daemon.HttpListener;
import io.github.tachydromos.sync.daemon.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
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
        HttpListener nginx = new HttpListener("nginx", listener.get(), PATIENCE);
        nginx.ask(nginx.request("/healthz").build());
    }
}
