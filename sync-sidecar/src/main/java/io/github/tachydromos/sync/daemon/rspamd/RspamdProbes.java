// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.sync.daemon.DaemonMetrics;
import io.github.tachydromos.sync.daemon.HttpListener;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** Asks the two listeners of this pod: the milter that Postfix asks, and the controller. */
final class RspamdProbes {
    private static final int MILTER = 11332;
    private static final int CONTROLLER = 11334;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration STATISTICS_HOLD = Duration.ofSeconds(15);

    private final IntFunction<InetSocketAddress> listener;

    /** Looks at the listeners that {@code listener} gives for their ports. */
    RspamdProbes(IntFunction<InetSocketAddress> listener) {
        this.listener = listener;
    }

    /** Within the pod. */
    static RspamdProbes onLoopback() {
        return new RspamdProbes(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    List<Probe> of(RenderedTree tree) {
        return List.of(
                new Probe(
                        "milter on port " + MILTER,
                        Duration.ZERO,
                        () -> MilterHandshake.with(listener.apply(MILTER), PATIENCE)),
                new Probe("statistics on port " + CONTROLLER, STATISTICS_HOLD, () -> askForStatistics(tree)));
    }

    DaemonMetrics metrics(RenderedTree tree) throws IOException {
        HttpResponse<String> answer = ask("/metrics", tree);
        return new DaemonMetrics(answer.headers().firstValue("Content-Type").orElse("text/plain"), answer.body());
    }

    private void askForStatistics(RenderedTree tree) throws IOException {
        if (!ask("/stat", tree).body().contains("\"config_id\"")) {
            throw new IOException("the controller answered without statistics");
        }
    }

    /** With the password of the tree: an answer says that it is the one in force. */
    private HttpResponse<String> ask(String path, RenderedTree tree) throws IOException {
        HttpListener controller = new HttpListener("the controller", listener.apply(CONTROLLER), PATIENCE);
        String password = new String(tree.bytes(RspamdDaemon.PASSWORD), StandardCharsets.UTF_8).strip();
        return controller.ask(
                controller.request(path).header("Password", password).build());
    }
}
