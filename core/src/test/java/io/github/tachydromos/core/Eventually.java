// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for a named condition; one that cannot be looked at yet does not hold. */
public final class Eventually {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /** Within a minute. */
    public static void soon(String condition, Callable<Boolean> holds) {
        within(SOON, condition, holds);
    }

    /** Something that can be looked at again and again. */
    @FunctionalInterface
    public interface Look {
        String at() throws Exception;
    }

    /** Looks until what is seen is as it should be; a failure says what was seen last. */
    public static void shows(String what, Look look, Predicate<String> condition) {
        var seen = new AtomicReference<>("");
        try {
            soon(what, () -> {
                seen.set(look.at());
                return condition.test(seen.get());
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " but " + seen, e.getCause());
        }
    }

    public static void within(Duration limit, String condition, Callable<Boolean> holds) {
        long end = System.nanoTime() + limit.toNanos();
        Throwable last = null;
        do {
            try {
                if (holds.call()) {
                    return;
                }
                last = null;
            } catch (Exception | AssertionError e) {
                last = e;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() < end);
        throw new AssertionError("after " + limit + " still not: " + condition, last);
    }
}
