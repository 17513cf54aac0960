// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync;

import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.reconcile.DaemonLoop;
import io.github.tachydromos.sync.replica.PendingChanges;
import io.github.tachydromos.sync.replica.PendingChanges.Batch;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets daemons forget what they remember of changed accounts: an old password and a disabled user's session end here.
 * What is to be forgotten stands in the replica until every daemon of the pod has done so, over a restart too.
 */
final class ForgetLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetLoop.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final PendingChanges pending;
    private final List<DaemonLoop> daemons;
    private final Semaphore news = new Semaphore(0);

    ForgetLoop(PendingChanges pending, List<DaemonLoop> daemons) {
        this.pending = pending;
        this.daemons = List.copyOf(daemons);
    }

    /** Something was committed. */
    void wake() {
        news.release();
    }

    @Override
    public void run() {
        try {
            while (true) {
                if (pass()) {
                    news.acquire();
                } else {
                    news.tryAcquire(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                }
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether nothing is left to be forgotten. */
    private boolean pass() {
        try {
            for (Batch batch = pending.next(); !batch.isEmpty(); batch = pending.next()) {
                for (DaemonLoop daemon : daemons) {
                    daemon.directoryChanged(new DirectoryChange(batch.stale(), batch.disabled()));
                }
                pending.done(batch);
            }
            return true;
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("daemons do not know of a change in the directory yet");
            return false;
        }
    }
}
