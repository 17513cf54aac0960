// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.IOException;
import java.time.Duration;

/**
 * One look at a running daemon through a port or socket of its own pod.
 *
 * @param name what is looked at, as {@code smtp banner}
 * @param holds how long a look that found all well may stand for the next ones: each leaves lines in the daemon's log
 */
public record Probe(String name, Duration holds, Look look) {

    /** Returns if it is as it should be, or throws what was seen instead. */
    @FunctionalInterface
    public interface Look {
        void take() throws IOException;
    }

    /** Looks now. */
    public void run() throws IOException {
        look.take();
    }
}
