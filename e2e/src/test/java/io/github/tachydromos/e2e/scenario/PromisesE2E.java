// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.subject.Subject;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The checks of the demo's table, each as a test. */
class PromisesE2E {
    @TestFactory
    Stream<DynamicTest> keepsEachPromise() {
        return Subject.all(RunningSuite.bed())
                .flatMap(subject -> subject.checks().stream())
                .map(check -> DynamicTest.dynamicTest(check.name(), () -> holds(check)));
    }

    private static void holds(Check check) {
        Check.Result result = check.run();

        assertThat(result.pass())
                .as("%s: expected %s, observed %s", result.check(), result.expected(), result.observed())
                .isTrue();
    }
}
