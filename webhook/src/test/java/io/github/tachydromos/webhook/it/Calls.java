// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Calls that go on and on, and which of them failed. */
final class Calls implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(30);

    final AtomicInteger made = new AtomicInteger();
    final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final List<CompletableFuture<Void>> callers = new ArrayList<>();

    /** Makes this call again and again, beside the others; a rest leaves room for what the test is about. */
    void repeat(Callable<Boolean> call) {
        callers.add(CompletableFuture.runAsync(
                () -> {
                    while (running.get()) {
                        made.incrementAndGet();
                        try {
                            if (!call.call()) {
                                failed.add("refused");
                            }
                        } catch (Exception e) {
                            failed.add(e.toString());
                        }
                        LockSupport.parkNanos(REST.toNanos());
                    }
                },
                Thread::startVirtualThread));
    }

    /** Returns when the last call was answered. */
    void stop() {
        running.set(false);
        callers.forEach(CompletableFuture::join);
    }

    @Override
    public void close() {
        stop();
    }
}
