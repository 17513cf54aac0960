// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Valkey is killed whenever it runs, until the kubelet leaves it away for a while. */
class ValkeyKilledE2E {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String WORKS = "tachydromos_companion_works";

    private final TestBed bed = RunningSuite.bed();
    private final PodState pod = RunningSuite.pod("rspamd");
    private final SidecarPages sidecar = new SidecarPages(bed.kubectl(), bed.release(), "rspamd");

    @Test
    void mailFlowsAndWhatIsDegradedIsToldUntilItIsBack() throws Exception {
        assertThat(sidecar.metric(WORKS, "companion", "valkey")).isEqualTo(1);
        News news = News.from(bed.kubectl());
        SteadyMail mail = SteadyMail.start(bed);

        Eventually.until("an Event says what is degraded", LIMIT, () -> {
            if (pod.runs("valkey")) {
                pod.kill("KILL", "valkey");
            }
            return news.of("CompanionAway").stream().anyMatch(message -> message.contains("no greylisting"));
        });
        assertThat(sidecar.metric(WORKS, "companion", "valkey")).isZero();
        assertThat(sidecar.readiness().status()).isEqualTo(200);
        assertThat(sidecar.readiness().body()).contains("\"away\":{\"rspamd\":{\"valkey\":");
        RunningSuite.deliver(bed);

        Eventually.until(
                "it is back",
                LIMIT,
                () -> !news.of("CompanionBack").isEmpty() && sidecar.metric(WORKS, "companion", "valkey") == 1);
        assertThat(news.of("CompanionBack")).containsExactly("rspamd: valkey is back");
        mail.assertFlowed();
    }
}
