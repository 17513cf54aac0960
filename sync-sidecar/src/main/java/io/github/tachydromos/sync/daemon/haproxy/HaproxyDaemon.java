// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.haproxy;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.LineConnection;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.RenderedTree;
import io.github.tachydromos.sync.render.TemplateRenderer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** HAProxy in Postfix's pod. TLS goes through it, so the certificate is Postfix's, the same as on the plain ports. */
@Singleton
public final class HaproxyDaemon implements Daemon {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LISTENER_HOLDS = Duration.ofSeconds(15);
    private static final Pattern PORT = Pattern.compile("(?m)^ +bind \\*:(\\d+)$");

    private final TemplateRenderer renderer = new TemplateRenderer();

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public Set<String> secrets(Suite suite) {
        return Set.of();
    }

    @Override
    public RenderedTree render(Inputs inputs) {
        return new RenderedTree(
                renderer.files(Stream.of(HaproxyCfg.of(inputs.suite().postfix()))));
    }

    /** A new worker takes the sockets over; the old one serves its connections to their end. */
    @Override
    public Change change(RenderedTree running, RenderedTree wanted) {
        return Change.RELOAD;
    }

    @Override
    public List<Probe> probes(RenderedTree running) {
        return PORT.matcher(running.files().getOrDefault("haproxy.cfg", ""))
                .results()
                .map(port -> Integer.parseInt(port.group(1)))
                .map(port -> new Probe("listener on port " + port, LISTENER_HOLDS, () -> connect(port)))
                .toList();
    }

    private static void connect(int port) throws IOException {
        new LineConnection(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE).close();
    }

    @Override
    public void directoryChanged(DirectoryChange change, RenderedTree running, DaemonControl control) {}
}
