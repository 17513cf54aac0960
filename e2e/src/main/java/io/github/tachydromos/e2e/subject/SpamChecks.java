// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.suite.TestBed;
import java.util.List;

/** What every filter calls spam is refused, and nothing else is. */
public final class SpamChecks implements Subject {
    private static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

    private final TestBed bed;

    public SpamChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("spam (GTUBE), and the mail without it", "554 5.7.1 at its end, then 250", this::gtube));
    }

    private Seen gtube() throws Exception {
        Letter ordinary = Letter.of(ForeignServer.SENDER, "alice@example.org");
        SmtpReply spam = bed.foreignServer().send(ordinary.withText(GTUBE));
        SmtpReply other = bed.foreignServer().send(ordinary);
        boolean right = spam.code() == 554 && spam.toString().contains("5.7.1") && other.accepted();
        return new Seen(spam + ", then " + other.code(), right);
    }
}
