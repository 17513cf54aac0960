// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.load;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes a call so many times a second, whether earlier ones have ended or not, and keeps each one's failure. */
public final class SteadyCalls implements AutoCloseable {
    private static final Duration LAST_CALLS = Duration.ofMinutes(2);

    private final String name;
    private final Call call;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private SteadyCalls(String name, Call call) {
        this.name = name;
        this.call = call;
    }

    /** What is done each time; an exception is a failure. */
    public interface Call {
        void make() throws Exception;
    }

    public static SteadyCalls start(String name, int perSecond, Call call) {
        SteadyCalls steady = new SteadyCalls(name, call);
        long pause = TimeUnit.SECONDS.toMicros(1) / perSecond;
        var _ = steady.clock.scheduleAtFixedRate(
                () -> steady.calls.execute(steady::make), 0, pause, TimeUnit.MICROSECONDS);
        return steady;
    }

    private void make() {
        long start = System.nanoTime();
        try {
            call.make();
            succeeded.incrementAndGet();
        } catch (Exception | AssertionError e) {
            long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            failures.add(name + " after " + milliseconds + " ms: " + e);
        }
    }

    public int succeeded() {
        return succeeded.get();
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Makes no further call and waits for those under way. */
    @Override
    public void close() {
        clock.shutdownNow();
        calls.shutdown();
        try {
            if (!calls.awaitTermination(LAST_CALLS.toSeconds(), TimeUnit.SECONDS)) {
                failures.add(name + ": calls without an end after " + LAST_CALLS.toSeconds() + " s");
                calls.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name + ": " + succeeded + " succeeded, " + failures.size() + " failed";
    }
}
