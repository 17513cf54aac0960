// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Clients that log in and open their mailbox, ten times a second; none tries twice. */
final class Logins implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(100);

    /** One outcome each: empty, or what went wrong. */
    final Queue<String> outcomes = new ConcurrentLinkedQueue<>();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();

    Logins(InetSocketAddress imap, String user, String password) {
        Runnable next = () -> connections.execute(() -> outcomes.add(login(imap, user, password)));
        clock.scheduleAtFixedRate(next, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String login(InetSocketAddress address, String user, String password) {
        try (var imap = MailTalk.plainImap(address)) {
            String login = imap.login(user, password);
            String opened = login.contains("t OK") ? imap.imap("SELECT INBOX") : login;
            return opened.contains("t OK") ? "" : opened;
        } catch (IOException e) {
            return String.valueOf(e);
        }
    }

    /** Returns when the last login has ended. */
    @Override
    public void close() {
        clock.close();
        connections.close();
    }
}
