// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import io.github.tachydromos.sync.acceptance.AcceptanceSettings.Account;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Mail that a stranger brings and mail that the account sends, both to the account itself: they arrive, and are taken away again. */
record MailTrials(Ports ports, Account account) {
    private static final Duration KNOWN = Duration.ofSeconds(45);
    private static final Set<Service> BOTH = Set.of(Service.POSTFIX, Service.DOVECOT);

    List<Trial> all() {
        return List.of(
                new Trial(
                        "login on port 993",
                        Set.of(Service.DOVECOT),
                        () -> Mailbox.open(ports, account).close()),
                new Trial("mail in: from a stranger on port 25 into the mailbox", BOTH, this::in),
                new Trial("mail out: with a login on port 465 into the mailbox", BOTH, () -> out(Ports.SMTPS)),
                new Trial("mail out: with a login on port 587 into the mailbox", BOTH, () -> out(Ports.SUBMISSION)));
    }

    private void in() throws IOException {
        Letter letter = Letter.from("stranger@helm-test.invalid", account.mail());
        long start = System.nanoTime();
        String answer = offer(letter);
        // A stranger whose name is not known in DNS yet is told to come back.
        while (answer.startsWith("4") && System.nanoTime() - start < KNOWN.toNanos()) {
            Pause.take();
            answer = offer(letter);
        }
        if (!answer.startsWith("250")) {
            throw new IOException("port 25 answers \"" + answer + "\" to the mail");
        }
        arrives(letter);
    }

    /** With the null sender, so that no answer to it can leave. */
    private String offer(Letter letter) throws IOException {
        try (SmtpDialogue smtp = ports.smtp(Ports.SMTP)) {
            smtp.say("MAIL FROM:<>", "250");
            String recipient = smtp.say("RCPT TO:<" + account.mail() + ">", "");
            if (!recipient.startsWith("250")) {
                return recipient;
            }
            smtp.say("DATA", "354");
            return smtp.say(letter.content() + "\r\n.", "");
        }
    }

    private void out(int port) throws IOException {
        Letter letter = Letter.from(account.mail(), account.mail());
        try (SmtpDialogue smtp = ports.smtp(port)) {
            smtp.say("AUTH PLAIN " + Mailbox.plain(account), "235");
            smtp.say("MAIL FROM:<" + account.mail() + ">", "250");
            smtp.say("RCPT TO:<" + account.mail() + ">", "250");
            smtp.say("DATA", "354");
            smtp.say(letter.content() + "\r\n.", "250");
            smtp.say("QUIT", "221");
        }
        arrives(letter);
    }

    private void arrives(Letter letter) throws IOException {
        try (Mailbox mailbox = Mailbox.open(ports, account)) {
            mailbox.take(letter.id());
        }
    }
}
