// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Whether somebody answers behind a Service. */
record Reach(Service service, String host, int port) {
    // A network plugin may let a new pod through some seconds after its start.
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);

    Trial trial() {
        return new Trial(service.component() + " answers", Set.of(), this::connect);
    }

    private void connect() throws IOException {
        long start = System.nanoTime();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), (int) ATTEMPT.toMillis());
                return;
            } catch (IOException e) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IOException(
                            host + ":" + port + ": " + reason(e) + "; look at the pods with the label "
                                    + "app.kubernetes.io/component=" + service.component(),
                            e);
                }
            }
            Pause.take();
        }
    }

    private static String reason(IOException e) {
        return e instanceof UnknownHostException
                ? "no such name in the cluster's DNS"
                : Objects.toString(e.getMessage(), e.toString()).toLowerCase(Locale.ROOT);
    }
}
