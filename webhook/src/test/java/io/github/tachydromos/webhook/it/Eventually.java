// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a named condition. */
final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Eventually() {}

    static void holds(String condition, Callable<Boolean> now) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!now.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + LIMIT + " still not: " + condition);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
