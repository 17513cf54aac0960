// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.forget;

import io.github.tachydromos.sync.replica.PendingChanges;
import io.github.tachydromos.sync.replica.PendingChanges.Pending;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one daemon forget what it remembers of changed accounts: an old password and a disabled user's session end here.
 * What it does not take is halved, until the logins that it chokes on stand alone; they are tried for ever, but whatever
 * is new goes before them. Each daemon has a loop of its own, so that none waits for another.
 */
public final class ForgetLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetLoop.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** So many refusals of single logins lie between two pauses, or as many as there are. */
    private static final int ROUND = 100;

    private final String name;
    private final Forgetful daemon;
    private final PendingChanges pending;
    private final InstantSource clock;
    private final Semaphore news = new Semaphore(0);

    /** What the daemon did not take, in the order of their next turns. */
    private final Deque<Part> owed = new ArrayDeque<>();

    private long read;
    private int refusals;
    private String reason = "";

    /** When to take the next step. */
    enum Next {
        AT_ONCE,
        AFTER_A_PAUSE,
        WHEN_WOKEN
    }

    public ForgetLoop(String name, Forgetful daemon, PendingChanges pending, InstantSource clock) {
        this.name = name;
        this.daemon = daemon;
        this.pending = pending;
        this.clock = clock;
    }

    /** The daemon's name. */
    public String name() {
        return name;
    }

    /** Something was committed. */
    public void wake() {
        news.release();
    }

    /** What the daemon would not forget so far. */
    public synchronized Backlog backlog() {
        return owed.stream()
                .map(Part::since)
                .min(Instant::compareTo)
                .map(since -> new Backlog(
                        owed.stream().mapToInt(part -> part.logins().size()).sum(), since, reason))
                .orElse(Backlog.NONE);
    }

    @Override
    public void run() {
        try {
            while (true) {
                news.drainPermits();
                switch (step()) {
                    case AT_ONCE -> {}
                    case AFTER_A_PAUSE -> news.tryAcquire(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                    case WHEN_WOKEN -> news.acquire();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries what is new, or else what has waited longest for its next turn. */
    Next step() {
        try {
            Optional<Part> part = next();
            if (part.isEmpty()) {
                return Next.WHEN_WOKEN;
            }
            return tryOut(part.get());
        } catch (SQLException | RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("daemon", name)
                    .addKeyValue("reason", e.getMessage())
                    .log("cannot tell yet what is to be forgotten");
            return Next.AFTER_A_PAUSE;
        }
    }

    private synchronized Optional<Part> next() throws SQLException {
        List<Pending> fresh = pending.after(read);
        if (fresh.isEmpty()) {
            return Optional.ofNullable(owed.peek());
        }
        read = fresh.getLast().id();
        return Optional.of(Part.of(fresh, clock.instant()));
    }

    private Next tryOut(Part part) throws SQLException {
        try {
            daemon.forget(part.change());
        } catch (IOException | RuntimeException e) {
            return refused(part, String.valueOf(e.getMessage()));
        }
        settle(part);
        pending.forgotten(part.changes());
        return Next.AT_ONCE;
    }

    private synchronized void settle(Part part) {
        owed.remove(part);
        if (owed.isEmpty() && !reason.isEmpty()) {
            reason = "";
            LOG.atInfo().addKeyValue("daemon", name).log("the daemon has forgotten all that changed");
        }
    }

    private synchronized Next refused(Part part, String why) {
        if (!why.equals(reason)) {
            LOG.atWarn()
                    .addKeyValue("daemon", name)
                    .addKeyValue("logins", part.logins().size())
                    .addKeyValue("reason", why)
                    .log("the daemon may still remember what changed in the directory");
        }
        reason = why;
        owed.remove(part);
        List<Part> parts = part.split();
        owed.addAll(parts);
        if (parts.size() > 1) {
            return Next.AT_ONCE;
        }
        refusals++;
        if (refusals < Math.min(owed.size(), ROUND)) {
            return Next.AT_ONCE; // others may wait behind it for no fault of theirs
        }
        refusals = 0;
        return Next.AFTER_A_PAUSE;
    }
}
