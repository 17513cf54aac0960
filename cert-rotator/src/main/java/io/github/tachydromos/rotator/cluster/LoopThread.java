// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.cluster;

import java.time.Duration;

/** A thread that works until it is closed, and is then waited for. */
public final class LoopThread implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Thread thread;

    /** One that {@link #start} lets begin; {@code loop} ends when it is interrupted. */
    public LoopThread(String name, Runnable loop) {
        thread = Thread.ofVirtual().name(name).unstarted(loop);
    }

    public void start() {
        thread.start();
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
