// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.cluster;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets any thread ask for a pass; what is asked for while one runs becomes one more pass. */
public final class WakeUp {
    private final Semaphore asked = new Semaphore(0);

    public void ask() {
        asked.release();
    }

    /** Returns when a pass was asked for, at the latest after {@code longest}. */
    public void await(Duration longest) throws InterruptedException {
        if (asked.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            asked.drainPermits();
        }
    }
}
