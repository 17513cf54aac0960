// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.ImapSession;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mailbox of 1 MB that is filled: the sender learns it at once, the owner sees it. */
public final class QuotaChecks implements Subject {
    private static final String LINE = "x".repeat(76) + "\r\n";
    private static final String ABOUT_400_KB = LINE.repeat(5_200);

    // "* QUOTA root (STORAGE usage limit)", both in units of 1024 octets (RFC 9208 5.1)
    private static final Pattern STORAGE = Pattern.compile("\\(STORAGE (\\d+) (\\d+)");

    private final TestBed bed;

    public QuotaChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("a mail that does not fit", "refused at RCPT, quota named", this::declared),
                new Check("the same of undeclared size", "refused at its end, quota named", this::undeclared),
                new Check("IMAP shows the quota", "limit 1024 KB, usage above half", this::shown));
    }

    private Seen declared() throws Exception {
        Account small = small();
        bed.mailClient().empty(small);
        return quotaNamed(Eventually.value(
                "the mailbox is filled", Duration.ofSeconds(60), () -> refusalOrOneMore(large(small))));
    }

    private Optional<SmtpReply> refusalOrOneMore(Letter letter) throws Exception {
        try (SmtpSession session = bed.foreignServer().session()) {
            session.mail(letter.from(), letter.content().length());
            SmtpReply reply = session.rcpt(letter.to());
            if (reply.accepted()) {
                session.data(letter.content());
                return Optional.empty();
            }
            return Optional.of(reply);
        }
    }

    private Seen undeclared() throws Exception {
        Letter letter = large(small());
        SmtpReply recipient = bed.foreignServer().rcpt(letter.to());
        return recipient.accepted()
                ? quotaNamed(bed.foreignServer().send(letter))
                : Seen.fail("already at RCPT: " + recipient);
    }

    private static Seen quotaNamed(SmtpReply reply) {
        String text = reply.toString().toLowerCase(Locale.ROOT);
        return new Seen(reply.toString(), reply.refused() && (text.contains("quota") || text.contains("full")));
    }

    private static Letter large(Account to) {
        return Letter.of(ForeignServer.SENDER, to.mail()).withText(ABOUT_400_KB);
    }

    private Account small() {
        return bed.account("small@example.org");
    }

    private Seen shown() throws Exception {
        Account small = small();
        try (ImapSession session = ImapSession.openSecure(
                bed.endpoints().host(), bed.endpoints().ports().imaps(), bed.tls())) {
            session.login(small.mail(), small.password());
            String answer =
                    String.join(" ", session.command("GETQUOTAROOT INBOX").lines());
            Matcher quota = STORAGE.matcher(answer);
            if (!quota.find()) {
                return Seen.fail("no STORAGE in " + answer);
            }
            int usage = Integer.parseInt(quota.group(1));
            int limit = Integer.parseInt(quota.group(2));
            return new Seen("usage " + usage + " KB, limit " + limit + " KB", usage > limit / 2 && limit == 1024);
        }
    }
}
