// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ImapSession;
import io.github.tachydromos.e2e.client.ManageSieveSession;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.suite.TestBed;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may log in to read, and where not. */
public final class LoginChecks implements Subject {
    private final TestBed bed;

    public LoginChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("IMAP on 143 before STARTTLS", "LOGINDISABLED, login refused", this::imapInClear),
                new Check("IMAP on 143 after STARTTLS", "OK", this::imapAfterStartTls),
                new Check("folders that every mail program looks for", "Drafts, Junk, Sent, Trash", this::folders),
                refusedOnSmtp("inactive user on 587", this::submission),
                refusedOnSmtp("inactive user on 465", this::smtps),
                new Check("inactive user on 993", "NO", this::inactiveImap),
                new Check("inactive user on 4190", "NO", this::inactiveSieve));
    }

    private Seen imapInClear() throws Exception {
        Account alice = bed.account("alice@example.org");
        try (ImapSession session =
                ImapSession.open(bed.endpoints().host(), bed.endpoints().ports().imap())) {
            boolean disabled = session.command("CAPABILITY").contains("LOGINDISABLED");
            ImapSession.Answer answer = session.login(alice.mail(), alice.password());
            return new Seen("LOGINDISABLED: " + disabled + "; " + answer, disabled && !answer.ok());
        }
    }

    private Seen imapAfterStartTls() throws Exception {
        Account alice = bed.account("alice@example.org");
        try (ImapSession session =
                ImapSession.open(bed.endpoints().host(), bed.endpoints().ports().imap())) {
            session.startTls(bed.tls());
            ImapSession.Answer answer = session.login(alice.mail(), alice.password());
            return new Seen(answer.verdict(), answer.ok());
        }
    }

    private Seen folders() throws Exception {
        Account alice = bed.account("alice@example.org");
        try (ImapSession session = imaps()) {
            session.login(alice.mail(), alice.password());
            ImapSession.Answer listed = session.command("LIST \"\" \"*\" RETURN (SPECIAL-USE)");
            String found = Stream.of("\\Drafts", "\\Junk", "\\Sent", "\\Trash")
                    .filter(listed::contains)
                    .collect(Collectors.joining(", "));
            return new Seen(found, found.equals("\\Drafts, \\Junk, \\Sent, \\Trash"));
        }
    }

    /** How a session that may be asked for a login comes to be. */
    private interface Opening {
        SmtpSession open() throws Exception;
    }

    private Check refusedOnSmtp(String name, Opening opening) {
        return new Check(name, "535", () -> {
            Account frank = bed.account("frank@example.org");
            try (SmtpSession session = opening.open()) {
                var reply = session.login(frank.mail(), frank.password());
                return new Seen(reply.toString(), reply.code() == 535);
            }
        });
    }

    private SmtpSession submission() throws Exception {
        return bed.submission();
    }

    private SmtpSession smtps() throws Exception {
        SmtpSession session = SmtpSession.openSecure(
                bed.endpoints().host(), bed.endpoints().ports().smtps(), bed.tls());
        session.ehlo();
        return session;
    }

    private Seen inactiveImap() throws Exception {
        Account frank = bed.account("frank@example.org");
        try (ImapSession session = imaps()) {
            ImapSession.Answer answer = session.login(frank.mail(), frank.password());
            return new Seen(answer.verdict(), answer.refused());
        }
    }

    private Seen inactiveSieve() throws Exception {
        Account frank = bed.account("frank@example.org");
        try (ManageSieveSession session = ManageSieveSession.open(
                bed.endpoints().host(), bed.endpoints().ports().sieve())) {
            session.startTls(bed.tls());
            var answer = session.login(frank.mail(), frank.password());
            return new Seen(answer.toString(), answer.verdict().equals("NO"));
        }
    }

    private ImapSession imaps() throws Exception {
        return ImapSession.openSecure(
                bed.endpoints().host(), bed.endpoints().ports().imaps(), bed.tls());
    }
}
