// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rspamd killed, and reloaded again and again, while twenty mails a second come in. */
class FilterUnderLoadE2E {
    private static final String RSPAMD = "rspamd";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int PER_SECOND = 20;
    private static final int MAILS = 200;
    private static final int RELOADS = 10;
    private static final Duration RELOADING = Duration.ofSeconds(60);

    private final TestBed bed = RunningSuite.bed();
    private final PodState pod = RunningSuite.pod(RSPAMD);
    private final SuiteDocument document = new SuiteDocument(bed.kubectl(), bed.release());
    private String good = "";

    @BeforeEach
    void remember() throws Exception {
        good = document.read();
    }

    @AfterEach
    void restore() throws Exception {
        document.write(good);
        awaitAnotherTreeThan("");
    }

    @Test
    void nothingPassesUnscannedAndNothingIsLostWhenRspamdIsKilled() throws Exception {
        Map<String, Integer> before = pod.restarts();
        try (MailExchanger mail = MailExchanger.start(bed, PER_SECOND)) {
            Eventually.until("a quarter of the mails came in", LIMIT, () -> mail.sent() >= MAILS / 4);

            pod.kill("SIGKILL", RSPAMD);

            Eventually.until(
                    "mails have to wait", LIMIT, () -> !mail.deferrals().isEmpty());
            Eventually.until("all mails were tried", LIMIT, () -> mail.begun() >= MAILS);
            assertThat(mail.failures()).isEmpty();
            pod.awaitSuccessors(List.of(RSPAMD), before, LIMIT);
            assertArrived(mail);
            assertThat(mail.sent()).isGreaterThanOrEqualTo(MAILS);
        }
    }

    @Test
    void tenReloadsDisturbNoScan() throws Exception {
        try (MailExchanger mail = MailExchanger.start(bed, PER_SECOND)) {
            long start = System.nanoTime();
            for (int i = 1; i <= RELOADS; i++) {
                String old = pod.kept();
                document.write(good.replaceFirst("reject: [0-9]+", "reject: " + (20 + i)));
                awaitAnotherTreeThan(old);
            }
            Duration reloading = Duration.ofNanos(System.nanoTime() - start);
            Eventually.pass(RELOADING.minus(reloading));

            assertThat(mail.failures()).isEmpty();
            System.out.println(RELOADS + " reloads in " + reloading.toSeconds() + " s");
            assertThat(mail.deferrals()).isEmpty();
            assertArrived(mail);
        }
    }

    private static void assertArrived(MailExchanger mail) throws Exception {
        Eventually.until(
                "each accepted mail is in the mailbox",
                LIMIT,
                () -> mail.missing().isEmpty());
        assertThat(mail.unscanned()).isEmpty();
        System.out.println(mail.sent() + " mails, " + mail.deferrals().size() + " temporary errors");
    }

    private void awaitAnotherTreeThan(String old) throws Exception {
        Eventually.until(
                "another tree is in force and good",
                LIMIT,
                () -> !pod.kept().equals(old) && pod.isOnItsGoodGeneration());
    }
}
