// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A workqueue of one key: requests that come while one waits are one. A burst is over after {@code quiet} without a
 * request, or {@code cap} after its first.
 */
final class WorkQueue {
    private final long quietNanos;
    private final long capNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition requested = lock.newCondition();
    private long requests;
    private boolean urgent;

    WorkQueue(Duration quiet, Duration cap) {
        this.quietNanos = quiet.toNanos();
        this.capNanos = cap.toNanos();
    }

    /** Asks for a pass. */
    void add() {
        add(false);
    }

    /** Asks for a pass that does not wait for the end of a burst. */
    void addUrgent() {
        add(true);
    }

    private void add(boolean now) {
        lock.lock();
        try {
            requests++;
            urgent |= now;
            requested.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when a burst of requests is over, or after {@code idle} without any. */
    void take(Duration idle) throws InterruptedException {
        lock.lock();
        try {
            if (requests == 0 && !anotherWithin(idle.toNanos())) {
                return;
            }
            long end = System.nanoTime() + capNanos;
            long left = capNanos;
            while (!urgent && left > 0 && anotherWithin(Math.min(quietNanos, left))) {
                left = end - System.nanoTime();
            }
            requests = 0;
            urgent = false;
        } finally {
            lock.unlock();
        }
    }

    /** True if another request came within the time. */
    private boolean anotherWithin(long nanos) throws InterruptedException {
        long seen = requests;
        long left = nanos;
        while (requests == seen && left > 0) {
            left = requested.awaitNanos(left);
        }
        return requests != seen;
    }
}
