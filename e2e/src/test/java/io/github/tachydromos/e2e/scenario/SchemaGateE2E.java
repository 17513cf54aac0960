// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.chart.Corpus;
import io.github.tachydromos.e2e.chart.RefusedValues;
import io.github.tachydromos.e2e.chart.RefusedValues.Gate;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An upgrade of the running suite with bad values, which Helm refuses before it asks the cluster. */
class SchemaGateE2E {
    private static final Workspace WORKSPACE = Workspace.find();
    private static final Corpus CORPUS = Corpus.in(WORKSPACE);
    private static final TestBed BED = RunningSuite.bed();
    private static final SuiteObject SUITE = SuiteObject.ofTheRunningSuite();

    private static SteadyMail mail;
    private static String version;

    @BeforeAll
    static void remember() throws Exception {
        mail = SteadyMail.start(BED);
        version = SUITE.version();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofTheSchema")
    void refusesByTheSchema(RefusedValues values) throws Exception {
        Command.Output helm = upgrade(values);

        assertThat(helm.exit()).isNotZero();
        assertThat(values.isNamedBySchema(helm.errors())).as(helm.errors()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofTheChart")
    void refusesInWordsWhenTheSchemaIsSkipped(RefusedValues values) throws Exception {
        Command.Output helm = upgrade(values, "--skip-schema-validation");

        assertThat(helm.exit()).isNotZero();
        assertThat(values.isNamedInWords(helm.errors())).as(helm.errors()).isTrue();
    }

    static Stream<RefusedValues> ofTheSchema() throws IOException {
        return CORPUS.refused().stream().filter(values -> values.gate() == Gate.SCHEMA);
    }

    static Stream<RefusedValues> ofTheChart() throws IOException {
        return CORPUS.refused().stream().filter(values -> values.document().isEmpty());
    }

    private static Command.Output upgrade(RefusedValues values, String... flags) throws Exception {
        return Helm.in(WORKSPACE)
                .command(
                        "upgrade", BED.release(), List.of(WORKSPACE.path("e2e/demo-values.yaml"), values.file()), flags)
                .answer();
    }

    @AfterAll
    static void nothingHasChanged() throws Exception {
        assertThat(SUITE.version()).isEqualTo(version);
        mail.assertFlowed();
    }
}
