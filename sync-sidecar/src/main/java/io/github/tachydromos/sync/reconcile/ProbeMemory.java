// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which probes of one daemon found all well lately, and with which tree: they hold for a while. A tree that is new, or at
 * which something was wrong, is looked at each time.
 */
final class ProbeMemory {
    private final InstantSource clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    ProbeMemory(InstantSource clock) {
        this.clock = clock;
    }

    private record Seen(RenderedTree tree, Instant at) {}

    /** Looks, unless a good look of this tree still holds. */
    void run(Probe probe, RenderedTree tree) throws IOException {
        Seen last = seen.get(probe.name());
        if (last != null
                && last.tree().equals(tree)
                && clock.instant().isBefore(last.at().plus(probe.holds()))) {
            return;
        }
        seen.remove(probe.name());
        probe.run();
        seen.put(probe.name(), new Seen(tree, clock.instant()));
    }
}
