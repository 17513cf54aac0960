// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.sync.daemon.Companion;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A daemon of one file and a key pair, whose service can be broken. */
final class FakeDaemon implements Daemon {
    String fault = "";
    Change change = Change.RELOAD;
    List<TlsPort> ports = List.of();

    static RenderedTree tree(String content) {
        return new RenderedTree(new TreeMap<>(Map.of("main.cf", content)));
    }

    static RenderedTree tree(String content, TlsBundle pair) {
        return new RenderedTree(
                new TreeMap<>(Map.of("main.cf", content, Daemon.MAIL_PAIR, pair.keyAndCertificatesPem())));
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Set<String> secrets(Suite suite) {
        return Set.of(suite.certificates().mail());
    }

    @Override
    public RenderedTree render(Inputs inputs) {
        var files = new TreeMap<>(Map.of("main.cf", inputs.suite().hostname()));
        files.put(MAIL_PAIR, inputs.pair(inputs.suite().certificates().mail()));
        return new RenderedTree(files);
    }

    @Override
    public Change change(RenderedTree running, RenderedTree wanted) {
        return change;
    }

    @Override
    public List<Probe> probes(RenderedTree running) {
        return List.of(new Probe("banner", Duration.ofSeconds(15), () -> {
            if (!fault.isEmpty()) {
                throw new IOException(fault);
            }
        }));
    }

    @Override
    public List<TlsPort> tlsPorts() {
        return ports;
    }

    /** Told by its container, as a database is. */
    @Override
    public List<Companion> companions() {
        return List.of(new Companion("store", "nothing is kept", true, control -> {
            DaemonControl.Answer seen = control.look();
            if (!seen.passed()) {
                throw new IOException(seen.output());
            }
        }));
    }

    @Override
    public void directoryChanged(DirectoryChange change, RenderedTree running, DaemonControl control) {}
}
