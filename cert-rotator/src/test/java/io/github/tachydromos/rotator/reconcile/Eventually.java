// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a named condition. */
final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Eventually() {}

    static void holds(String condition, BooleanSupplier now) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!now.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("after " + LIMIT + " still not: " + condition);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
