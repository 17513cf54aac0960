// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.subject.Subject;
import io.github.tachydromos.e2e.suite.Installation;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The checks of the demo's table, each as a test. */
class PromisesE2E {
    @TestFactory
    Stream<DynamicTest> keepsEachPromise() {
        return Subject.all(RunningSuite.bed())
                .flatMap(subject -> subject.checks().stream())
                .map(check -> DynamicTest.dynamicTest(check.name(), () -> holds(check)));
    }

    @Test
    void isInstalledInTime() {
        Installation.Running running = RunningSuite.running();
        assumeThat(running.fresh()).isTrue();

        assertThat(running.untilFirstMail()).isLessThanOrEqualTo(Installation.FIRST_MAIL);
        assertThat(running.untilFirstWebmail()).isLessThanOrEqualTo(Installation.FIRST_WEBMAIL);
    }

    private static void holds(Check check) {
        Check.Result result = check.run();

        assertThat(result.pass())
                .as("%s: expected %s, observed %s", result.check(), result.expected(), result.observed())
                .isTrue();
    }
}
