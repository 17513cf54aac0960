// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.WebmailSession;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.load.SteadyCalls;
import io.github.tachydromos.e2e.stranger.DavClient.Kind;
import io.github.tachydromos.e2e.suite.IngressSecret;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** sogod re-reads nothing: each change of its configuration is a new process, to which the work goes over. */
class WebmailUnderChangeE2E {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int PER_SECOND = 10;

    /** Nine tenths of ten a second for a minute. */
    private static final int FEWEST_CALLS = 540;

    private final TestBed bed = RunningSuite.bed();
    private final SuiteDocument document = new SuiteDocument(bed.kubectl(), bed.release());
    /** SOGo's mail servers and its database show them. */
    private final IssuedLeaves behind = new IssuedLeaves(bed, List.of("dovecot-tls", "postfix-tls", "postgresql-tls"));

    private final AtomicInteger number = new AtomicInteger();
    private final String tag = UUID.randomUUID().toString();
    private String good = "";

    @BeforeEach
    void remember() throws Exception {
        good = document.read();
    }

    @Test
    void noRequestOfAUserWhoIsWorkingFails() throws Exception {
        Account bob = bed.account("bob@example.org");
        long start = System.nanoTime();
        try (WebmailSession session = WebmailSession.open(bed.web(), bob)) {
            plan(session, 0);
            SteadyCalls calls = SteadyCalls.start("request", PER_SECOND, () -> work(session));
            try (calls) {
                for (String zone : List.of("Europe/Athens", "Europe/Lisbon", "Europe/Vienna")) {
                    document.write(good.replaceFirst("timeZone: \\S+", "timeZone: " + zone));
                    Duration delay = Eventually.until("SOGo runs with " + zone, LIMIT, () -> runsWith(zone));
                    System.out.println(zone + " after " + delay.toMillis() + " ms");
                    List<String> before = behind.now();
                    behind.rotate();
                    IngressSecret.of(bed).renew();
                    Eventually.until(
                            "the certificates behind SOGo are new", LIMIT, () -> behind.haveAllChanged(before));
                }
                Eventually.pass(LONG_ENOUGH.minusNanos(System.nanoTime() - start));
            }
            System.out.println(calls);

            assertThat(calls.failures()).isEmpty();
            assertThat(calls.succeeded()).isGreaterThan(FEWEST_CALLS);
        }
    }

    private void work(WebmailSession session) throws IOException, InterruptedException {
        int turn = number.incrementAndGet();
        switch (turn % 4) {
            case 0 -> assertThat(session.inbox()).contains("\"uids\"");
            case 1 -> assertThat(session.contacts()).contains("\"personal\"");
            case 2 -> plan(session, turn % 10 + 1);
            default -> assertThat(session.appointment(tag + "-0")).contains("SUMMARY:At work");
        }
    }

    private void plan(WebmailSession session, int appointment) throws IOException, InterruptedException {
        String id = tag + "-" + appointment;
        session.putAppointment(id, Kind.CALENDAR.item(id, "At work"));
    }

    private boolean runsWith(String zone) throws Exception {
        String pod = bed.kubectl().podOf("sogo");
        return new PodState(bed, RunningSuite.api(), pod, "sogo").isOnItsGoodGeneration()
                && bed.kubectl()
                        .exec(pod, "sogo", "cat", "/run/config/live/private/sogo.conf")
                        .contains(zone);
    }

    @AfterEach
    void mend() throws Exception {
        document.write(good);
    }
}
