// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.rotator.cluster.Leadership;
import io.github.tachydromos.rotator.cluster.LoopThread;
import io.github.tachydromos.rotator.cluster.WakeUp;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes for ever while this replica leads, on one virtual thread: when something changed, after a fault or amid a
 * rollover with back-off, and in any case at an interval, so that nothing depends on a watch. The only place where an
 * exception of a pass is caught.
 */
public final class RotatorLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RotatorLoop.class);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration SHORTEST_BACK_OFF = Duration.ofSeconds(1);
    /** What a pass writes wakes the next one: several such changes, or somebody who writes against us, make one pass. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    private final Rotator rotator;
    private final Leadership leadership;
    private final WakeUp wakeUp;
    private final LoopThread thread = new LoopThread("rotator", this::run);
    private Duration backOff = SHORTEST_BACK_OFF;

    public RotatorLoop(Rotator rotator, Leadership leadership, WakeUp wakeUp) {
        this.rotator = rotator;
        this.leadership = leadership;
        this.wakeUp = wakeUp;
    }

    public void start() {
        thread.start();
    }

    /** False once no further pass will come. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Returns when the last pass has ended, so that the lease may be given away. */
    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Duration rest = turn();
                Thread.sleep(PAUSE);
                wakeUp.await(rest);
            }
        } catch (InterruptedException e) {
            LOG.debug("the loop was asked to end", e);
        }
    }

    /** How long to rest after what there was to do. */
    private Duration turn() {
        return switch (leadership.role()) {
            case LEADING -> finished() ? rested() : backedOff();
            case STANDING_BY -> {
                rotator.standBy();
                yield rested();
            }
            case UNDECIDED -> rested(); // a decision wakes the loop
        };
    }

    private boolean finished() {
        try {
            return rotator.pass().progress() == RotatorStatus.Progress.COMPLETE;
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
