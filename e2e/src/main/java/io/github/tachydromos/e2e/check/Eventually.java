// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.check;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for a named condition. The one place of the tests that lets time pass. */
public final class Eventually {
    private static final long SHORTEST_PAUSE_MS = 10;
    private static final long LONGEST_PAUSE_MS = 500;

    private Eventually() {}

    /** A condition that may also fail with an exception as long as it does not hold. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits until the condition holds and says how long that took. */
    public static Duration until(String condition, Duration timeout, Condition attempt) throws Exception {
        long start = System.nanoTime();
        value(condition, timeout, () -> attempt.holds() ? Optional.of(true) : Optional.empty());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Waits until the attempt has a value. */
    public static <T> T value(String condition, Duration timeout, Callable<Optional<T>> attempt) throws Exception {
        return value(condition, timeout, Duration.ZERO, attempt);
    }

    /** The same with at least so much time between two attempts, where each costs what is awaited. */
    public static <T> T value(String condition, Duration timeout, Duration between, Callable<Optional<T>> attempt)
            throws Exception {
        long start = System.nanoTime();
        @Nullable Exception last = null;
        do {
            try {
                Optional<T> found = attempt.call();
                if (found.isPresent()) {
                    return found.get();
                }
                last = null;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            Duration pause = pause(System.nanoTime() - start);
            Thread.sleep(pause.compareTo(between) < 0 ? between : pause);
        } while (System.nanoTime() - start < timeout.toNanos());
        throw notSeen(condition, timeout, last);
    }

    /** Lets a moment pass that a scenario drew by chance; nothing is awaited here. */
    public static void pass(Duration moment) throws InterruptedException {
        Thread.sleep(moment);
    }

    /** Short where milliseconds are measured, longer in a long wait: asking takes the processor from what is awaited. */
    private static Duration pause(long waitedNanos) {
        long share = Duration.ofNanos(waitedNanos).toMillis() / 20;
        return Duration.ofMillis(Math.clamp(share, SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS));
    }

    private static TimeoutException notSeen(String condition, Duration timeout, @Nullable Exception last) {
        String reason = last == null ? "" : ": " + Objects.toString(last.getMessage(), last.toString());
        var failure = new TimeoutException("not within " + timeout.toSeconds() + " s: " + condition + reason);
        failure.initCause(last);
        return failure;
    }
}
