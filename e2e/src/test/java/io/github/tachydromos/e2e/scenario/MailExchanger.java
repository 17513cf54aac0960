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
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Sends five letters a second as a mail exchanger does: what cannot be handed over now is tried again, a 5xx is final. */
final class MailExchanger {
    private static final int PER_SECOND = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String READER = "alice@example.org";

    private final TestBed bed;
    private final String subject = "To " + UUID.randomUUID();
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final SteadyCalls calls;

    private MailExchanger(TestBed bed) {
        this.bed = bed;
        this.calls = SteadyCalls.start("letter", PER_SECOND, this::send);
    }

    static MailExchanger start(TestBed bed) {
        return new MailExchanger(bed);
    }

    private void send() throws Exception {
        Letter letter = Letter.of(ForeignServer.SENDER, READER, subject);
        SmtpReply answer = Eventually.value("the letter is accepted or refused for good", PATIENCE, () -> {
            SmtpReply reply = bed.foreignServer().send(letter);
            return reply.accepted() || reply.refused() ? Optional.of(reply) : Optional.empty();
        });
        if (!answer.accepted()) {
            throw new IOException(answer.toString());
        }
        accepted.add(letter.messageId());
    }

    /** Sends no more; those that were never accepted. */
    List<String> failures() {
        calls.close();
        return calls.failures();
    }

    int sent() {
        return accepted.size();
    }

    /** Accepted letters that are not in the mailbox. */
    List<String> missing() throws IOException, InterruptedException {
        var there = bed.kubectl()
                .exec(
                        bed.release().pod("dovecot"),
                        "dovecot",
                        "doveadm",
                        "fetch",
                        "-u",
                        READER,
                        "hdr.message-id",
                        "mailbox",
                        "INBOX",
                        "header",
                        "Subject",
                        subject)
                .lines()
                .map(line -> line.replace("hdr.message-id: ", ""))
                .collect(Collectors.toSet());
        return accepted.stream().filter(id -> !there.contains(id)).toList();
    }
}
