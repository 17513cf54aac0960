// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.rotator.cluster.WakeUp;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes for ever, on one virtual thread: when something changed, after a fault with back-off, and in any case at an
 * interval, so that nothing depends on a watch. The only place where an exception of a pass is caught.
 */
public final class RotatorLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RotatorLoop.class);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration SHORTEST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    private final Rotator rotator;
    private final WakeUp wakeUp;
    private final Thread thread = Thread.ofVirtual().name("rotator").unstarted(this::run);
    private Duration backOff = SHORTEST_BACK_OFF;

    public RotatorLoop(Rotator rotator, WakeUp wakeUp) {
        this.rotator = rotator;
        this.wakeUp = wakeUp;
    }

    public void start() {
        thread.start();
    }

    /** False once no further pass will come. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                wakeUp.await(passed() ? rested() : backedOff());
            }
        } catch (InterruptedException e) {
            LOG.debug("the loop was asked to end", e);
        }
    }

    private boolean passed() {
        try {
            return rotator.pass().complete();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("a pass failed and will be repeated");
            return false;
        }
    }

    private Duration rested() {
        backOff = SHORTEST_BACK_OFF;
        return INTERVAL;
    }

    private Duration backedOff() {
        Duration now = backOff;
        Duration twice = now.multipliedBy(2);
        backOff = twice.compareTo(LONGEST_BACK_OFF) < 0 ? twice : LONGEST_BACK_OFF;
        return now;
    }
}
