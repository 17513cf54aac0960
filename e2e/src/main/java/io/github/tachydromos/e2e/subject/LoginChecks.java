// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ImapSession;
import io.github.tachydromos.e2e.client.ManageSieveSession;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Who may log in to read, and where not. */
public final class LoginChecks implements Subject {
    private static final List<String> SPECIAL = List.of("Archive", "Drafts", "Junk", "Sent", "Trash");

    private final TestBed bed;

    public LoginChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("IMAP on 143 before STARTTLS", "LOGINDISABLED, login refused", this::imapInClear),
                new Check("IMAP on 143 after STARTTLS", "OK", this::imapAfterStartTls),
                new Check("folders with a special use (RFC 6154)", String.join(", ", SPECIAL), this::folders),
                refusedOnSmtp("inactive user on 587", this::submission),
                refusedOnSmtp("inactive user on 465", this::smtps),
                new Check("inactive user on 993", "NO", this::inactiveImaps),
                new Check("inactive user on 143 after STARTTLS", "NO", this::inactiveImap),
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

    /** Only those with a use are asked for; an answer is {@code * LIST (\Subscribed \Sent) "/" Sent}. */
    private Seen folders() throws Exception {
        Account alice = bed.account("alice@example.org");
        try (ImapSession session = imaps()) {
            session.login(alice.mail(), alice.password());
            ImapSession.Answer listed = session.command("LIST (SPECIAL-USE) \"\" \"*\" RETURN (SPECIAL-USE)");
            List<String> found = listed.lines().stream()
                    .map(LoginChecks::use)
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList();
            return new Seen(String.join(", ", found), listed.ok() && found.equals(SPECIAL));
        }
    }

    /** The folder's name if it has the use of that name. */
    private static Optional<String> use(String line) {
        String name = line.substring(line.lastIndexOf(' ') + 1).replace("\"", "");
        return line.startsWith("* LIST (") && line.contains("\\" + name) ? Optional.of(name) : Optional.empty();
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

    private Seen inactiveImaps() throws Exception {
        try (ImapSession session = imaps()) {
            return inactive(session);
        }
    }

    private Seen inactiveImap() throws Exception {
        try (ImapSession session =
                ImapSession.open(bed.endpoints().host(), bed.endpoints().ports().imap())) {
            session.startTls(bed.tls());
            return inactive(session);
        }
    }

    private Seen inactive(ImapSession session) throws IOException {
        Account frank = bed.account("frank@example.org");
        ImapSession.Answer answer = session.login(frank.mail(), frank.password());
        return new Seen(answer.verdict(), answer.refused());
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
