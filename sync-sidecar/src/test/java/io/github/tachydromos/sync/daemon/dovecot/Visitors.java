// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.tls.CertificateFacts;
import io.github.tachydromos.sync.daemon.LineConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Clients that begin TLS on each port five times a second, and write down what they were served. */
final class Visitors implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PERIOD = Duration.ofMillis(200);

    final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * One connection.
     *
     * @param begin when it was begun, as {@link System#nanoTime}
     * @param leaf SHA-256 of what was served; empty if the visit failed
     */
    record Visit(int port, long begin, String leaf, String fault) {}

    Visitors(List<Integer> ports, IntFunction<InetSocketAddress> listener) {
        Runnable round =
                () -> ports.forEach(port -> connections.execute(() -> visits.add(visit(port, listener.apply(port)))));
        clock.scheduleAtFixedRate(round, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Visit visit(int port, InetSocketAddress address) {
        long begin = System.nanoTime();
        try (var connection = new LineConnection(address, PATIENCE)) {
            switch (port) {
                case 25, 587 -> {
                    connection.expect("220 ");
                    connection.writeLine("EHLO visitor.example");
                    connection.expectAfter(line -> line.startsWith("250-"), "250 ");
                    connection.writeLine("STARTTLS");
                    connection.expect("220 ");
                }
                case 143 -> {
                    connection.expect("* OK");
                    connection.writeLine("a STARTTLS");
                    connection.expect("a OK");
                }
                case 4190 -> {
                    connection.expectAfter(line -> line.startsWith("\""), "OK");
                    connection.writeLine("STARTTLS");
                    connection.expect("OK");
                }
                default -> {
                    // TLS from the first byte
                }
            }
            return new Visit(port, begin, CertificateFacts.fingerprint(connection.startTls()), "");
        } catch (IOException e) {
            return new Visit(port, begin, "", String.valueOf(e));
        }
    }

    /** Returns when the last visit has ended. */
    @Override
    public void close() {
        clock.close();
        connections.close();
    }
}
