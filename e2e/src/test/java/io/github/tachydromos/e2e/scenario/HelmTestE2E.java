// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.suite.HelmTest;
import io.github.tachydromos.e2e.suite.TestBed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code helm test} says what is wrong with a suite that does not work. */
class HelmTestE2E {
    private final TestBed bed = RunningSuite.bed();
    private final String dovecot = bed.release().object("dovecot");

    @Test
    void namesDovecotAndNothingElseWhileDovecotIsStopped() throws Exception {
        bed.kubectl().scale(dovecot, 0, RunningSuite.POD_LIMIT);

        HelmTest.Report report = new HelmTest(bed).run();

        assertThat(report.exit()).isNotZero();
        assertThat(report.failed())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("dovecot answers: " + dovecot));
    }

    @AfterEach
    void startDovecot() throws Exception {
        bed.kubectl().scale(dovecot, 1, RunningSuite.POD_LIMIT);
    }
}
