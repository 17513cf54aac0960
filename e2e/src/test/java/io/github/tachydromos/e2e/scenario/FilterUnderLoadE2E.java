// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rspamd killed, and reloaded again and again, while twenty mails a second come in. */
class FilterUnderLoadE2E {
    private static final String RSPAMD = "rspamd";
    private static final String RELOAD =
            "echo reload | socat -t 60 - UNIX-CONNECT:/run/tachydromos/rspamd/control.sock";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration ARRIVAL = Duration.ofMinutes(5);
    private static final int PER_SECOND = 20;
    private static final int MAILS = 200;
    private static final int RELOADS = 10;
    private static final Duration RELOADING = Duration.ofSeconds(60);

    private final TestBed bed = RunningSuite.bed();
    private final PodState pod = RunningSuite.pod(RSPAMD);

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
                reload();
                Eventually.pass(RELOADING.multipliedBy(i).dividedBy(RELOADS).minusNanos(System.nanoTime() - start));
            }

            assertThat(mail.failures()).isEmpty();
            assertThat(mail.deferrals()).isEmpty();
            assertArrived(mail);
        }
    }

    private static void assertArrived(MailExchanger mail) throws Exception {
        Eventually.until(
                "each accepted mail is in the mailbox",
                ARRIVAL,
                () -> mail.missing().isEmpty());
        assertThat(mail.unscanned()).isEmpty();
        mail.expunge();
        System.out.println(mail.sent() + " mails, " + mail.deferrals().size() + " temporary errors");
    }

    /** As the sidecar says it, which lets thirty seconds pass between two; it is answered when new workers serve. */
    private void reload() throws Exception {
        assertThat(bed.kubectl().exec(bed.release().pod(RSPAMD), RSPAMD, "sh", "-c", RELOAD))
                .isEqualTo("exit 0");
    }
}
