// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.suite.TestBed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Users who send: AUTH only under TLS, and only with addresses that are theirs. */
public final class SubmissionChecks implements Subject {
    private static final Duration DELIVERY = Duration.ofSeconds(30);

    private final TestBed bed;

    public SubmissionChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("AUTH on 587 before STARTTLS", "not offered, refused with 5xx", this::authInClear),
                new Check("AUTH on 587 after STARTTLS", "235", this::authAfterStartTls),
                new Check("AUTH on 465", "235", this::authOnSmtps),
                new Check("AUTH with a wrong password", "535", this::wrongPassword),
                new Check("sending without AUTH on 587", "5xx", this::withoutAuth),
                sends("sender address of another user", "5xx", "bob@example.org", "alice@example.org", false),
                sends("sender address of nobody", "5xx", "bob@example.org", "nobody@example.org", false),
                sends("an alias of one's own as sender", "250", "carol@example.org", "info@example.com", true),
                sends("the super-user sends as anyone", "250", "grace@example.org", "bob@example.org", true),
                sends("the send-only user's own address", "250", "robot@example.org", "robot@example.org", true),
                new Check("the technical account sends as anyone", "235, 250", this::technicalAccount),
                new Check("mail from one user to another", "read on 993", this::betweenUsers));
    }

    private Seen authInClear() throws Exception {
        Account alice = bed.account("alice@example.org");
        try (SmtpSession session =
                SmtpSession.open(bed.endpoints().host(), bed.endpoints().ports().submission())) {
            boolean offered = session.ehlo().offers("AUTH");
            SmtpReply reply = session.login(alice.mail(), alice.password());
            return new Seen("offered: " + offered + "; " + reply, !offered && reply.refused());
        }
    }

    private Seen authAfterStartTls() throws Exception {
        Account alice = bed.account("alice@example.org");
        try (SmtpSession session = bed.submission()) {
            return expect(235, session.login(alice.mail(), alice.password()));
        }
    }

    private Seen authOnSmtps() throws Exception {
        Account alice = bed.account("alice@example.org");
        try (SmtpSession session = SmtpSession.openSecure(
                bed.endpoints().host(), bed.endpoints().ports().smtps(), bed.tls())) {
            session.ehlo();
            return expect(235, session.login(alice.mail(), alice.password()));
        }
    }

    private Seen wrongPassword() throws Exception {
        try (SmtpSession session = bed.submission()) {
            return expect(535, session.login("alice@example.org", "not-her-password"));
        }
    }

    private Seen withoutAuth() throws Exception {
        try (SmtpSession session = bed.submission()) {
            SmtpReply reply = session.mail("alice@example.org");
            if (reply.accepted()) {
                reply = session.rcpt("bob@example.org");
            }
            return new Seen(reply.toString(), reply.refused());
        }
    }

    private Check sends(String name, String expected, String login, String sender, boolean accepted) {
        return new Check(name, expected, () -> {
            Account account = bed.account(login);
            SmtpReply reply = envelope(account.mail(), account.password(), sender);
            return new Seen(sender + ": " + reply, accepted ? reply.accepted() : reply.refused());
        });
    }

    private Seen technicalAccount() throws Exception {
        byte[] password = bed.secret(bed.release().object("dovecot"), "superuserPassword");
        SmtpReply reply =
                envelope("sysmail@example.org", new String(password, StandardCharsets.UTF_8), "bob@example.org");
        return new Seen(reply.toString(), reply.accepted());
    }

    /** Whether this login may send as this sender: the answer to RCPT, where Postfix judges both. */
    private SmtpReply envelope(String login, String password, String sender) throws Exception {
        try (SmtpSession session = bed.submission()) {
            SmtpReply reply = session.login(login, password);
            if (reply.accepted()) {
                reply = session.mail(sender);
            }
            return reply.accepted() ? session.rcpt("alice@example.org") : reply;
        }
    }

    private Seen betweenUsers() throws Exception {
        Letter letter = Letter.of("bob@example.org", "alice@example.org");
        bed.mailClient().submit(bed.account("bob@example.org"), letter);
        Duration wait = bed.mailClient().awaitLetter(bed.account("alice@example.org"), "INBOX", letter, DELIVERY);
        return Seen.pass("submitted on 587, read on 993 " + wait.toMillis() + " ms after login");
    }

    private static Seen expect(int code, SmtpReply reply) {
        return new Seen(reply.toString(), reply.code() == code);
    }
}
