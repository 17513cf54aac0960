// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for a named condition. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /** Something that can be looked at again and again. */
    public interface Look {
        String at() throws Exception;
    }

    /** Looks until it is as it should be; an {@link IOException} is something seen, too. */
    public static void shows(String what, Look look, Predicate<String> condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        String seen;
        do {
            try {
                seen = look.at();
            } catch (IOException e) {
                seen = String.valueOf(e.getMessage());
            }
            if (condition.test(seen)) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() < end);
        throw new AssertionError("after " + LIMIT + " not " + what + " but " + seen);
    }
}
