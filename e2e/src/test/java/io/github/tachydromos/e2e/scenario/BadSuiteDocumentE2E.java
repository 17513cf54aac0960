// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadSuiteDocumentE2E {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TestBed bed = RunningSuite.bed();
    private final SuiteDocument document = new SuiteDocument(bed.kubectl(), bed.release());
    private String good = "";

    @BeforeEach
    void remember() throws Exception {
        good = document.read();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postfix", "dovecot"})
    void leavesTheLastGoodTreeServingAndSaysWhy(String daemon) throws Exception {
        PodState pod = RunningSuite.pod(daemon);
        String kept = pod.kept();
        long events = document.eventsThatNameAllFaults(daemon);
        Instant start = Instant.now();

        document.slipIn(SuiteDocument.spoiled(good));

        Eventually.until(
                "readiness names every fault",
                LIMIT,
                () -> document.readiness(daemon).namesAllFaults());
        assertThat(document.readiness(daemon).status()).isEqualTo(200);
        Eventually.until("an Event names every fault", LIMIT, () -> document.eventsThatNameAllFaults(daemon) > events);
        assertThat(bed.kubectl().logsSince(start, pod.pod(), "sync")).contains(SuiteDocument.FAULTS);
        assertThat(pod.kept()).isEqualTo(kept);
        assertThat(RunningSuite.delivers(bed)).isTrue();
    }

    @AfterEach
    void restore() throws Exception {
        document.write(good);
        for (String daemon : List.of("postfix", "dovecot")) {
            Eventually.until(
                    "the faults are gone",
                    LIMIT,
                    () -> !document.readiness(daemon).namesAllFaults());
        }
    }
}
