// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A daemon of one file, whose service can be broken. */
final class FakeDaemon implements Daemon {
    String fault = "";
    Change change = Change.RELOAD;

    static RenderedTree tree(String content) {
        return new RenderedTree(new TreeMap<>(Map.of("main.cf", content)));
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Set<String> secrets(Suite suite) {
        return Set.of();
    }

    @Override
    public RenderedTree render(Inputs inputs) {
        return tree("");
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
    public void directoryChanged(DirectoryChange change, RenderedTree running, DaemonControl control) {}
}
