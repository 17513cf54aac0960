// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.suite.TestBed;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What every filter calls spam, and every scanner a virus, is refused, and nothing else is. */
public final class SpamChecks implements Subject {
    private static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

    /** The harmless file that each scanner takes for a virus, in two pieces so that none finds it here. */
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private final TestBed bed;

    public SpamChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("spam (GTUBE), and the mail without it", "554 5.7.1 at its end, then 250", this::gtube),
                new Check(
                        "an attached virus (EICAR), and a file without it",
                        "554 with its name, then 250",
                        this::eicar));
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
}
