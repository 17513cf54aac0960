// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
        List<String> before = events();
        SteadyMail mail = SteadyMail.start(bed);

        Eventually.until("an Event says what is degraded", LIMIT, () -> {
            if (pod.runs("valkey")) {
                pod.kill("KILL", "valkey");
            }
            return news(before, "CompanionAway").stream().anyMatch(message -> message.contains("no greylisting"));
        });
        assertThat(sidecar.metric(WORKS, "companion", "valkey")).isZero();
        assertThat(sidecar.readiness().status()).isEqualTo(200);
        assertThat(sidecar.readiness().body()).contains("\"away\":{\"rspamd\":{\"valkey\":");
        RunningSuite.deliver(bed);

        Eventually.until(
                "it is back",
                LIMIT,
                () -> !news(before, "CompanionBack").isEmpty() && sidecar.metric(WORKS, "companion", "valkey") == 1);
        assertThat(news(before, "CompanionBack")).containsExactly("rspamd: valkey is back");
        mail.assertFlowed();
    }

    private List<String> news(List<String> before, String reason) throws IOException, InterruptedException {
        return events().stream()
                .filter(event -> !before.contains(event))
                .map(event -> event.split(" ", 3))
                .filter(words -> words[1].equals(reason))
                .map(words -> words[2])
                .toList();
    }

    /** Name, reason and message. */
    private List<String> events() throws IOException, InterruptedException {
        return bed.kubectl()
                .list("events")
                .valueStream()
                .map(event -> event.path("metadata").path("name").asText() + " "
                        + event.path("reason").asText() + " "
                        + event.path("message").asText())
                .toList();
    }
}
