// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.core.rule.Judgement;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.Judgement.Rejected;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.e2e.chart.RefusedValues.Gate;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
            assertThat(values.isNamedBySchema(helm.errors())).as(helm.errors()).isTrue();
        } else {
            assertThat(helm.errors()).doesNotContain("specifications of the schema");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesInWordsOrInTheDocumentWhenTheSchemaIsSkipped(RefusedValues values)
            throws IOException, InterruptedException {
        var helm = template(values.file(), "--skip-schema-validation");

        if (values.document().isPresent()) {
            var fault = values.document().get();
            assertThat(helm.exit()).as(helm.errors()).isZero();
            assertThat(judged(helm.text()))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reasons())
                                    .anyMatch(finding -> finding.path().equals(fault.path())
                                            && finding.rule().equals(fault.rule())));
        } else {
            assertThat(helm.exit()).isNotZero();
            assertThat(values.isNamedInWords(helm.errors())).as(helm.errors()).isTrue();
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
        assertThat(judged(rendered.text())).isInstanceOf(Accepted.class);
    }

    @Test
    void theOfflineCommandSaysTheSame(@TempDir Path folder) throws IOException, InterruptedException {
        var seen = CORPUS.refused().stream()
                .filter(values -> values.document().isPresent())
                .toList();
        var bad = new ArrayList<Path>();
        for (RefusedValues values : seen) {
            bad.add(rendered(values.file(), folder.resolve(values.fault() + ".yaml"), "--skip-schema-validation"));
        }
        var good = new ArrayList<Path>();
        for (Path values : CORPUS.accepted()) {
            good.add(rendered(values, folder.resolve("good-" + values.getFileName())));
        }

        var refusing = validate(bad.stream().map(Path::toString).toArray(String[]::new));
        var accepting = validate(good.stream().map(Path::toString).toArray(String[]::new));

        assertThat(refusing.exit()).as(refusing.errors()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(refusing.text()).path("judged"))
                .zipSatisfy(
                        seen,
                        (judged, values) -> assertThat(judged.path("findings"))
                                .as("%s: %s", values, judged)
                                .anyMatch(finding -> finding.path("severity")
                                                .asText()
                                                .equals("error")
                                        && finding.path("path")
                                                .asText()
                                                .equals(values.document().get().path())
                                        && finding.path("rule")
                                                .asText()
                                                .equals(values.document().get().rule())));
        assertThat(accepting.exit()).as(accepting.text()).isZero();
    }

    @Test
    void theOfflineCommandRendersTheChartItself() throws IOException, InterruptedException {
        assertThat(findingPaths(rendering("ci/refused/hostname-has-one-label.yaml", 1)))
                .contains("hostname");
        assertThat(findingPaths(rendering("ci/refused/image-of-the-original-chart.yaml", 1)))
                .contains("postfix.image.repository");
        assertThat(findingPaths(rendering("ci/refused/postmaster-is-the-technical-account.yaml", 1)))
                .contains("dovecot.postmasterEmail");
        assertThat(rendering("ci/accepted/minimal.yaml", 0).text()).contains("\"allowed\" : true");
    }

    @Test
    void theOfflineCommandCannotReadAValuesFileThatIsNotYaml(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path values = Files.writeString(folder.resolve("values.yaml"), "hostname: [\n");

        Command.Output output = validate("--chart", CORPUS.chart().toString(), values.toString());

        assertThat(output.exit()).isEqualTo(2);
        assertThat(output.text()).isEmpty();
        assertThat(output.errors()).contains("cannot be rendered: failed to parse " + values);
    }

    @Test
    void theInstallationOfTheReadmeIsGood() throws IOException, InterruptedException {
        Matcher example = Pattern.compile("\nhelm install (mail chart (?:.*\\\\\n)*.*)\n```")
                .matcher(Files.readString(WORKSPACE.path("README.md")));
        assertThat(example.find()).isTrue();
        var words = new ArrayList<>(List.of("template"));
        words.addAll(Arrays.asList(example.group(1)
                .replace("\\\n", " ")
                .replace("$registry", "registry.example.org")
                .split(" +")));
        words.set(2, CORPUS.chart().toString());

        var rendered = helm(words.toArray(String[]::new));

        assertThat(words).contains("--set");
        assertThat(rendered.exit()).as(rendered.errors()).isZero();
        assertThat(judged(rendered.text())).isInstanceOf(Accepted.class);
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

    /** What those who judge the suite document say of the one among these manifests. */
    private static Judgement judged(String manifests) {
        return SuiteJudge.judge(new RenderedChart(manifests).document());
    }

    private static Path rendered(Path values, Path file, String... more) throws IOException, InterruptedException {
        return Files.writeString(file, template(values, more).text());
    }

    private static Command.Output rendering(String values, int exit) throws IOException, InterruptedException {
        Path chart = CORPUS.chart();
        Command.Output output =
                validate("--chart", chart.toString(), chart.resolve(values).toString());
        assertThat(output.exit()).as(output.errors()).isEqualTo(exit);
        return output;
    }

    private static List<String> findingPaths(Command.Output output) throws IOException {
        return new ObjectMapper()
                .readTree(output.text())
                .at("/judged/0/findings")
                .findValuesAsText("path");
    }

    /** The command with these words, and its answer in JSON. */
    private static Command.Output validate(String... more) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.tachydromos.webhook.validate.ValidateCommand",
                "--output",
                "json"));
        words.addAll(List.of(more));
        return new Command(words).answer();
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
