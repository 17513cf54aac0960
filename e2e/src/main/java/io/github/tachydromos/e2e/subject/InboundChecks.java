// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.util.List;

/** Mail from the Internet on port 25: who receives it and who is refused. */
public final class InboundChecks implements Subject {
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    private static final String REFUSED = "5xx at RCPT";
    private static final long ABOVE_LIMIT = 51L * 1024 * 1024;

    private final TestBed bed;

    public InboundChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                arrives("mail to a user on 25 with STARTTLS", "alice@example.org", "alice@example.org"),
                arrives("mail to an alias", "info@example.com", "carol@example.org"),
                arrives("mail to an alias in capitals", "CAROL.CONRAD@EXAMPLE.ORG", "carol@example.org"),
                arrives("mail to an alias in small letters", "carol.conrad@example.org", "carol@example.org"),
                arrives("mail to user+tag@", "alice+news@example.org", "alice@example.org"),
                arrives(
                        "mail to postmaster@ of a domain without one",
                        "postmaster@example.com",
                        "postmaster@example.org"),
                arrives("mail to abuse@", "abuse@example.org", "postmaster@example.org"),
                refuses("unknown user", "nobody@example.org"),
                refuses("inactive user", "frank@example.org"),
                refuses("alias of the inactive user", "frank.former@example.org"),
                refuses("send-only user", "robot@example.org"),
                refuses("alias of the send-only user", "reports@example.org"),
                refuses("foreign recipient (no open relay)", "somebody@elsewhere.example"),
                refuses("foreign recipient whose MX is known", "somebody@stranger.test"),
                new Check("mail above the size limit", "552 at MAIL FROM", this::tooLarge),
                new Check("AUTH on port 25", "not offered, with or without TLS", this::noAuthOnRelayPort));
    }

    private Check arrives(String name, String address, String owner) {
        return new Check(name, "250, in INBOX of " + owner, () -> {
            Letter letter = Letter.of(ForeignServer.SENDER, address);
            SmtpReply reply = bed.foreignServer().send(letter);
            if (!reply.accepted()) {
                return Seen.fail(reply.toString());
            }
            Duration wait = bed.mailClient().awaitLetter(bed.account(owner), "INBOX", letter, DELIVERY);
            return Seen.pass(reply.code() + ", read on 993 " + wait.toMillis() + " ms after login");
        });
    }

    private Check refuses(String name, String address) {
        return new Check(name, REFUSED, () -> {
            SmtpReply reply = bed.foreignServer().rcpt(address);
            return new Seen(reply.toString(), reply.refused());
        });
    }

    private Seen tooLarge() throws Exception {
        try (SmtpSession session = bed.foreignServer().session()) {
            SmtpReply reply = session.mail(ForeignServer.SENDER, ABOVE_LIMIT);
            return new Seen(reply.toString(), reply.code() == 552);
        }
    }

    private Seen noAuthOnRelayPort() throws Exception {
        try (SmtpSession session =
                SmtpSession.open(bed.endpoints().host(), bed.endpoints().ports().smtp())) {
            boolean plain = session.ehlo().offers("AUTH");
            boolean secured = session.startTls(bed.tls()).offers("AUTH");
            return new Seen("offered in clear: " + plain + ", under TLS: " + secured, !plain && !secured);
        }
    }
}
