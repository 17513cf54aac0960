// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.ImapSession;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.load.MailTraffic;
import io.github.tachydromos.e2e.suite.IngressSecret;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateRenewalE2E {
    private static final int RENEWALS = 20;

    /** Two thirds of fifteen a second in the shortest run: a busy machine manages fewer. */
    private static final int FEWEST_CALLS = 600;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** How long after the first renewal the mail comes that a waiting client has to be told of. */
    private static final Duration LATER = Duration.ofSeconds(60);

    private final TestBed bed = RunningSuite.bed();
    private final IngressSecret ingress = IngressSecret.of(bed);
    private final Account alice = bed.account("alice@example.org");
    private final Account bob = bed.account("bob@example.org");

    @Test
    void twentyRenewalsUnderLoadLoseNothing() throws Exception {
        List<Duration> served = new ArrayList<>();
        try (ImapSession waiting = login(alice);
                ImapSession idle = login(bob);
                SmtpSession smtp = bed.foreignServer().session()) {
            waiting.command("SELECT INBOX");
            waiting.idle();
            idle.command("SELECT INBOX");
            long start = System.nanoTime();
            MailTraffic traffic = MailTraffic.start(bed, bob.mail());
            try (traffic) {
                for (int i = 0; i < RENEWALS; i++) {
                    IngressSecret.Renewed renewed = ingress.renew();
                    traffic.confirm(renewed.leaf());
                    served.add(renewed.delay());
                }
                Eventually.pass(LATER.minusNanos(System.nanoTime() - start));
            }
            System.out.println(
                    "served after " + served.stream().map(Duration::toMillis).toList() + " ms; " + traffic);

            assertThat(traffic.failures()).isEmpty();
            assertThat(traffic.succeeded()).isGreaterThan(FEWEST_CALLS);
            // The sessions of before the first renewal go on.
            assertThat(idle.command("NOOP").ok()).isTrue();
            assertThat(smtp.command("NOOP").accepted()).isTrue();
            Letter letter = Letter.of(ForeignServer.SENDER, alice.mail());
            assertThat(bed.foreignServer().send(letter).accepted()).isTrue();
            assertThat(waiting.awaitNews("EXISTS", LIMIT)).startsWith("* ");
            assertThat(waiting.done().ok()).isTrue();
        }
    }

    private ImapSession login(Account account) throws Exception {
        ImapSession session = ImapSession.openSecure(
                bed.endpoints().host(), bed.endpoints().ports().imaps(), bed.tls());
        assertThat(session.login(account.mail(), account.password()).ok()).isTrue();
        return session;
    }
}
