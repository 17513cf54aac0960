// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.tachydromos.e2e.chart.RefusedValues.Gate;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Helm with the values files of chart/ci: what is told of a bad one, and that nothing is told of a good one. */
@Execution(CONCURRENT)
class ChartCorpusIT {
    private static final Workspace WORKSPACE = Workspace.find();
    private static final Corpus CORPUS = Corpus.in(WORKSPACE);

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWithThePath(RefusedValues values) throws IOException, InterruptedException {
        var helm = template(values.file());

        if (values.gate() == Gate.SCHEMA) {
            assertThat(helm.exit()).isNotZero();
            assertThat(helm.errors()).contains("don't meet the specifications of the schema");
            assertThat(atPointer(helm.errors(), values.path()))
                    .as(helm.errors())
                    .isTrue();
        } else {
            assertThat(helm.errors()).doesNotContain("specifications of the schema");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesInWordsOrShowsItInTheDocumentWhenTheSchemaIsSkipped(RefusedValues values)
            throws IOException, InterruptedException {
        var helm = template(values.file(), "--skip-schema-validation");

        if (values.document().isPresent()) {
            assertThat(helm.exit()).as(helm.errors()).isZero();
            assertThat(helm.text()).contains("kind: Suite");
        } else {
            assertThat(helm.exit()).isNotZero();
            assertThat(helm.errors().lines())
                    .as(helm.errors())
                    .anyMatch(line -> line.startsWith(values.path() + ": ") && line.contains("; "));
            assertThat(helm.errors()).doesNotContain("error calling");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void takesGoodValues(Path values) throws IOException, InterruptedException {
        var lint = helm(
                "lint",
                "--strict",
                "--quiet",
                "--values",
                values.toString(),
                CORPUS.chart().toString());
        var rendered = template(values);

        assertThat(lint.exit()).as(lint.errors()).isZero();
        assertThat(rendered.exit()).as(rendered.errors()).isZero();
        assertThat(rendered.text()).contains("kind: Suite");
    }

    @Test
    void isLargeEnough() throws IOException {
        assertThat(CORPUS.refused()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(CORPUS.accepted()).hasSizeGreaterThanOrEqualTo(15);
    }

    static List<RefusedValues> refused() throws IOException {
        return CORPUS.refused();
    }

    static Stream<Path> accepted() throws IOException {
        return Stream.concat(
                CORPUS.accepted().stream(),
                Stream.of("e2e/demo-values.yaml", "e2e/second-values.yaml").map(WORKSPACE::path));
    }

    /** The schema's gate names a place as a JSON pointer, and an unknown or missing key beside its mapping. */
    private static boolean atPointer(String errors, String path) {
        List<String> steps = Arrays.asList(path.replace("]", "").split("[.\\[]"));
        String parent = pointer(steps.subList(0, steps.size() - 1));
        return errors.contains("at '" + pointer(steps) + "'")
                || errors.lines()
                        .anyMatch(line ->
                                line.contains("at '" + parent + "'") && line.contains("'" + steps.getLast() + "'"));
    }

    private static String pointer(List<String> steps) {
        return steps.isEmpty() ? "" : "/" + String.join("/", steps);
    }

    private static Command.Output template(Path values, String... more) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("template", "demo", CORPUS.chart().toString(), "--namespace", "mail"));
        words.addAll(List.of("--values", values.toString()));
        words.addAll(List.of(more));
        return helm(words.toArray(String[]::new));
    }

    private static Command.Output helm(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(System.getenv().getOrDefault("HELM", "helm")));
        command.addAll(List.of(words));
        return new Command(command).answer();
    }
}
