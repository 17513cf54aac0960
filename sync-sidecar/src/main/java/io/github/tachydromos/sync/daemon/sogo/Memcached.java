// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import io.github.tachydromos.sync.daemon.Companion;
import io.github.tachydromos.sync.daemon.LineConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** memcached beside SOGo, asked on the port that the workers ask. */
record Memcached(InetSocketAddress address) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    Companion companion() {
        return new Companion("memcached", "each request asks the directory anew", false, _ -> askForVersion());
    }

    /** Users are read from the directory again. Sessions stay: they are in the database. */
    void forget() throws IOException {
        try (var connection = new LineConnection(address, PATIENCE)) {
            connection.writeLine("flush_all");
            connection.expect("OK");
        }
    }

    private void askForVersion() throws IOException {
        try (var connection = new LineConnection(address, PATIENCE)) {
            connection.writeLine("version");
            connection.expect("VERSION ");
        }
    }
}
