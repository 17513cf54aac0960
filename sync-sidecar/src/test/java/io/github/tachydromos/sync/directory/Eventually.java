// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a named condition. */
final class Eventually {
    private static final Duration STEP = Duration.ofMillis(20);

    private final Duration limit;

    private Eventually(Duration limit) {
        this.limit = limit;
    }

    static Eventually within(Duration limit) {
        return new Eventually(limit);
    }

    void untilIt(String does, Callable<Boolean> condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + limit + " still not: " + does);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
