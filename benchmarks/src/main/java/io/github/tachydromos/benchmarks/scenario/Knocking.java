// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import io.github.tachydromos.e2e.client.Endpoints;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.client.SmtpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Asks port 25 for a recipient again and again, on sessions that are open already, until he is accepted. */
final class Knocking implements AutoCloseable {
    /** Short beside the aim, long enough to leave the processor to what is measured. */
    static final Duration INTERVAL = Duration.ofMillis(5);

    // Postfix answers late after 10 refusals in a session and ends it after 20 (smtpd_soft_error_limit).
    private static final int REFUSALS_PER_SESSION = 8;
    private static final int SESSIONS = 6;

    private final Endpoints endpoints;
    private final Deque<Door> doors = new ArrayDeque<>();

    Knocking(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** When the recipient was asked for the last time in vain, and when the answer came that accepts him. */
    record Sighting(long refusedNanos, long acceptedNanos) {}

    private static final class Door {
        private final SmtpSession session;
        private int refusals;

        private Door(SmtpSession session) {
            this.session = session;
        }
    }

    /** Opens sessions ahead, so that no handshake falls into what is timed. */
    void prepare() throws IOException {
        while (doors.size() < SESSIONS) {
            doors.addLast(open());
        }
    }

    /** Knocks until the recipient is accepted; counts down at the first refusal. */
    Sighting untilAccepted(String recipient, CountDownLatch refusedOnce, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        long refused = 0;
        long asked = System.nanoTime();
        while (asked < end) {
            Door door = doors.isEmpty() ? open() : doors.removeFirst();
            SmtpReply reply = door.session.rcpt(recipient);
            long answered = System.nanoTime();
            if (reply.accepted()) {
                begin(door.session, "RSET");
                doors.addLast(door);
                return new Sighting(refused, answered);
            }
            refused = asked;
            refusedOnce.countDown();
            if (++door.refusals < REFUSALS_PER_SESSION) {
                doors.addFirst(door);
            } else {
                door.session.close();
            }
            LockSupport.parkNanos(asked + INTERVAL.toNanos() - System.nanoTime());
            asked = System.nanoTime();
        }
        throw new IOException(recipient + ": not accepted within " + limit.toSeconds() + " s");
    }

    private Door open() throws IOException {
        SmtpSession session =
                SmtpSession.open(endpoints.host(), endpoints.ports().smtp());
        begin(session, "EHLO mx.stranger.test");
        return new Door(session);
    }

    private static void begin(SmtpSession session, String first) throws IOException {
        SmtpReply ready = session.command(first);
        SmtpReply sender = ready.accepted() ? session.mail(ForeignServer.SENDER) : ready;
        if (!sender.accepted()) {
            session.close();
            throw new IOException("port 25: " + sender);
        }
    }

    @Override
    public void close() throws IOException {
        while (!doors.isEmpty()) {
            doors.removeFirst().session.close();
        }
    }
}
