// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.suite.TestBed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What every filter calls spam, and every scanner a virus, is refused, and nothing else is. */
public final class SpamChecks implements Subject {
    private static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

    /** The harmless file that each scanner takes for a virus, in two pieces so that none finds it here. */
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static final Duration DELIVERY = Duration.ofSeconds(60);

    private final TestBed bed;

    public SpamChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("spam (GTUBE), and the mail without it", "554 5.7.1 at its end, then 250", this::gtube),
                new Check(
                        "an attached virus (EICAR), and a file without it", "554 with its name, then 250", this::eicar),
                new Check(
                        "SPF and DMARC of a sender, and of one that is forged",
                        "both pass, then 554 for DMARC",
                        this::policies));
    }

    private Seen gtube() throws Exception {
        Letter ordinary = Letter.of(ForeignServer.SENDER, "alice@example.org");
        SmtpReply spam = bed.foreignServer().send(ordinary.withText(GTUBE));
        SmtpReply other = bed.foreignServer().send(ordinary);
        boolean right = spam.code() == 554 && spam.toString().contains("5.7.1") && other.accepted();
        return new Seen(spam + ", then " + other.code(), right);
    }

    private Seen eicar() throws Exception {
        Letter letter = Letter.of(ForeignServer.SENDER, "alice@example.org");
        SmtpReply virus =
                bed.foreignServer().send(letter.withAttachment("a.txt", EICAR.getBytes(StandardCharsets.US_ASCII)));
        SmtpReply other = bed.foreignServer().send(letter.withAttachment("a.txt", new byte[] {1, 2, 3}));
        boolean right = virus.code() == 554 && virus.toString().contains("Eicar-Test") && other.accepted();
        return new Seen(virus + ", then " + other.code(), right);
    }

    /** Both domains of the foreign zone have all else refused; only one of them names the address that mail comes from. */
    private Seen policies() throws Exception {
        Account alice = bed.account("alice@example.org");
        Letter honest = Letter.of("someone@honest.test", alice.mail());
        SmtpReply taken = bed.foreignServer().send(honest);
        if (!taken.accepted()) {
            return Seen.fail(taken.toString());
        }
        SmtpReply refused = bed.foreignServer().send(Letter.of("someone@forged.test", alice.mail()));
        bed.mailClient().awaitLetter(alice, "INBOX", honest, DELIVERY);
        String source = bed.mailClient().source(alice, honest);
        List<String> results =
                Stream.of("spf=pass", "dmarc=pass").filter(source::contains).toList();
        boolean right = results.size() == 2
                && refused.code() == 554
                && refused.toString().contains("DMARC");
        return new Seen(results + ", then " + refused, right);
    }
}
