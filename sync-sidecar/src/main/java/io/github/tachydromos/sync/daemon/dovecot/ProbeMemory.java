// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Each look leaves lines in Dovecot's log: one that found all well holds for a while. A tree that is new, or at which
 * something was wrong, is looked at each time.
 */
final class ProbeMemory {
    private final InstantSource clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    ProbeMemory(InstantSource clock) {
        this.clock = clock;
    }

    Probe probe(String name, RenderedTree tree, Duration holds, Look look) {
        return new Remembered(name, tree, holds, look);
    }

    /** Returns if all is well. */
    @FunctionalInterface
    interface Look {
        void run() throws IOException;
    }

    private record Seen(RenderedTree tree, Instant at) {}

    private final class Remembered implements Probe {
        private final String name;
        private final RenderedTree tree;
        private final Duration holds;
        private final Look look;

        Remembered(String name, RenderedTree tree, Duration holds, Look look) {
            this.name = name;
            this.tree = tree;
            this.holds = holds;
            this.look = look;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void run() throws IOException {
            Seen last = seen.get(name);
            if (last != null
                    && last.tree().equals(tree)
                    && clock.instant().isBefore(last.at().plus(holds))) {
                return;
            }
            seen.remove(name);
            look.run();
            seen.put(name, new Seen(tree, clock.instant()));
        }
    }
}
