// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import io.github.tachydromos.sync.acceptance.AcceptanceSettings.Account;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Mail that a stranger brings and mail that the account sends, both to the account itself: they arrive, and are taken away again. */
record MailTrials(Ports ports, Account account) {
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
        try (SmtpDialogue smtp = ports.smtp(Ports.SMTP)) {
            // the null sender: no answer to it can leave
            send(smtp, "", letter);
        }
        arrives(letter);
    }

    private void out(int port) throws IOException {
        Letter letter = Letter.from(account.mail(), account.mail());
        try (SmtpDialogue smtp = ports.smtp(port)) {
            smtp.say("AUTH PLAIN " + Mailbox.plain(account), "235");
            send(smtp, account.mail(), letter);
        }
        arrives(letter);
    }

    private void send(SmtpDialogue smtp, String sender, Letter letter) throws IOException {
        smtp.say("MAIL FROM:<" + sender + ">", "250");
        smtp.say("RCPT TO:<" + account.mail() + ">", "250");
        smtp.say("DATA", "354");
        smtp.say(letter.content() + "\r\n.", "250");
        smtp.say("QUIT", "221");
    }

    private void arrives(Letter letter) throws IOException {
        try (Mailbox mailbox = Mailbox.open(ports, account)) {
            mailbox.take(letter.id());
        }
    }
}
