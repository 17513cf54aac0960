// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.load.SteadyCalls;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;

/** A letter a second from outside, for as long as a scenario tries what must not disturb the mail. */
final class SteadyMail {
    private static final String READER = "alice@example.org";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final TestBed bed;
    private final SteadyCalls calls;

    private SteadyMail(TestBed bed) {
        this.bed = bed;
        this.calls = SteadyCalls.start("delivery", 1, this::deliver);
    }

    static SteadyMail start(TestBed bed) {
        return new SteadyMail(bed);
    }

    private void deliver() throws IOException {
        SmtpReply reply = bed.foreignServer().send(Letter.of(ForeignServer.SENDER, READER));
        if (!reply.accepted()) {
            throw new IOException(reply.toString());
        }
    }

    /** All were accepted, and the next one arrives, if not at once then at Postfix's next try. */
    void assertFlowed() throws Exception {
        calls.close();
        System.out.println(calls);
        assertThat(calls.failures()).isEmpty();
        assertThat(calls.succeeded()).isPositive();
        Letter last = Letter.of(ForeignServer.SENDER, READER);
        assertThat(bed.foreignServer().send(last).accepted()).isTrue();
        Eventually.until("the last letter arrives", LIMIT, () -> RunningSuite.lies(bed, last));
    }
}
