// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.ImapSession;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
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
                new Check("a full mailbox", "refused at RCPT, quota named", this::full),
                new Check("IMAP shows the quota", "limit 1024 KB, usage above half", this::shown));
    }

    private Seen full() throws Exception {
        Account small = bed.account("small@example.org");
        bed.mailClient().empty(small);
        SmtpReply refusal =
                Eventually.value("the mailbox is full", Duration.ofSeconds(60), () -> refusalOrOneMore(small));
        String text = refusal.toString().toLowerCase(Locale.ROOT);
        boolean named = text.contains("quota") || text.contains("full");
        return new Seen(refusal.toString(), refusal.refused() && named);
    }

    private Optional<SmtpReply> refusalOrOneMore(Account small) throws Exception {
        SmtpReply reply = bed.foreignServer().rcpt(small.mail());
        if (reply.accepted()) {
            bed.foreignServer()
                    .send(Letter.of(ForeignServer.SENDER, small.mail()).withText(ABOUT_400_KB));
            return Optional.empty();
        }
        return Optional.of(reply);
    }

    private Seen shown() throws Exception {
        Account small = bed.account("small@example.org");
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
