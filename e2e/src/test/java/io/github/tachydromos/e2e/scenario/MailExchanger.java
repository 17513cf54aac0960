// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.load.SteadyCalls;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Sends letters as a mail exchanger does: what cannot be handed over now is tried again, a 5xx is final. */
final class MailExchanger implements AutoCloseable {
    private static final int PER_SECOND = 5;

    /** Postfix opens no more than this at once to another server, and lets 50 in. */
    private static final int CONNECTIONS = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Real ones wait for minutes; hundreds of letters that never pause take the processor from what they wait for. */
    private static final Duration BETWEEN = Duration.ofSeconds(3);

    private static final String FIELD = "hdr.message-id: ";
    private static final String READER = "alice@example.org";

    private final TestBed bed;
    private final String subject = "To " + UUID.randomUUID();
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<String> deferrals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore connections = new Semaphore(CONNECTIONS);
    private final SteadyCalls calls;

    private MailExchanger(TestBed bed, int perSecond) {
        this.bed = bed;
        this.calls = SteadyCalls.start("letter", perSecond, this::send);
    }

    static MailExchanger start(TestBed bed) {
        return start(bed, PER_SECOND);
    }

    static MailExchanger start(TestBed bed, int perSecond) {
        return new MailExchanger(bed, perSecond);
    }

    private void send() throws Exception {
        begun.incrementAndGet();
        Letter letter = Letter.of(ForeignServer.SENDER, READER, subject);
        SmtpReply answer = Eventually.value("the letter is accepted or refused for good", PATIENCE, BETWEEN, () -> {
            SmtpReply reply = attempt(letter);
            if (reply.later()) {
                deferrals.add(reply.toString());
                return Optional.empty();
            }
            return Optional.of(reply);
        });
        if (!answer.accepted()) {
            throw new IOException(answer.toString());
        }
        accepted.add(letter.messageId());
    }

    private SmtpReply attempt(Letter letter) throws IOException, InterruptedException {
        connections.acquire();
        try {
            return bed.foreignServer().send(letter);
        } finally {
            connections.release();
        }
    }

    /** Sends no more; those that were never accepted. */
    List<String> failures() {
        calls.close();
        return calls.failures();
    }

    /** Sends no more. */
    @Override
    public void close() {
        calls.close();
    }

    int sent() {
        return accepted.size();
    }

    /** Letters that are neither accepted nor given up. */
    int waiting() {
        return begun.get() - accepted.size() - calls.failures().size();
    }

    /** Letters that were tried at least once. */
    int begun() {
        return begun.get();
    }

    /** Temporary errors. */
    List<String> deferrals() {
        return List.copyOf(deferrals);
    }

    /** Accepted letters that are not in the mailbox. */
    List<String> missing() throws IOException, InterruptedException {
        Set<String> there = inTheMailbox();
        return accepted.stream().filter(id -> !there.contains(id)).toList();
    }

    /** Letters in the mailbox without a verdict of Rspamd: it writes one into each that it has seen. */
    Set<String> unscanned() throws IOException, InterruptedException {
        return inTheMailbox("not", "header", "Authentication-Results", bed.tls().hostname());
    }

    /** A mailbox of thousands makes all that comes after it slow. */
    void expunge() throws IOException, InterruptedException {
        doveadm("expunge", "-u", READER, "mailbox", "INBOX", "header", "Subject", subject);
    }

    private Set<String> inTheMailbox(String... query) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("fetch", "-u", READER, "hdr.message-id", "mailbox", "INBOX", "header", "Subject", subject));
        words.addAll(List.of(query));
        return doveadm(words.toArray(String[]::new))
                .lines()
                .filter(line -> line.startsWith(FIELD))
                .map(line -> line.substring(FIELD.length()))
                .collect(Collectors.toSet());
    }

    private String doveadm(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("doveadm"));
        all.addAll(List.of(words));
        return bed.kubectl().exec(bed.release().pod("dovecot"), "dovecot", all.toArray(String[]::new));
    }
}
