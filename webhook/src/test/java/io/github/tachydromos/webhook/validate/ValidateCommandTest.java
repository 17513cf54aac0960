// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.webhook.suite.SuiteDocuments;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String input, String... words) throws InterruptedException {
        out.reset();
        errors.reset();
        return new ValidateCommand(
                        new ByteArrayInputStream(input.getBytes(UTF_8)),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(errors, true, UTF_8))
                .run(List.of(words));
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String errors() {
        return errors.toString(UTF_8);
    }

    private static String configMap(String name, String labels, String document) {
        return """
                ---
                # Source: tachydromos/templates/suite/configmap.yaml
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: mail, labels: {%s}}
                data:
                  suite.yaml: |
                %s
                """.formatted(name, labels, document.indent(4));
    }

    private static String manifests(String document) {
        return "apiVersion: v1\nkind: Service\nmetadata: {name: demo}\n"
                + configMap(SuiteDocuments.NAME, "tachydromos.io/config: suite, tachydromos.io/schema: \"1\"", document)
                + "---\nkind: Secret\n";
    }

    @Test
    void findsTheConfigMapAmongManifests() throws Exception {
        assertThat(run(manifests(SuiteDocuments.good()), "-")).isZero();
        assertThat(out()).isEqualTo("ConfigMap demo-tachydromos-suite is good\n");
    }

    @Test
    void printsOneLineForEachFinding() throws Exception {
        assertThat(run(manifests(SuiteDocuments.bad()))).isOne();
        assertThat(out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("error: hostname: \"mail\" "),
                        line -> assertThat(line).startsWith("error: postfix.messageSizeLimitMb: "),
                        line -> assertThat(line).isEqualTo("ConfigMap demo-tachydromos-suite is refused"));
    }

    @Test
    void readsASuiteDocumentFromAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("suite.yaml"), SuiteDocuments.bad());

        assertThat(run("", file.toString())).isOne();
        assertThat(out()).endsWith(file + " is refused\n");
    }

    @Test
    void judgesTheObjectAroundTheDocumentToo() throws Exception {
        assertThat(run(configMap("other-suite", "", SuiteDocuments.good()))).isOne();
        assertThat(out()).contains("metadata.labels[tachydromos.io/config]: is missing", "release.fullname: ");
    }

    @Test
    void judgesABareDocumentWithAllThatFollowsIt() throws Exception {
        assertThat(run(SuiteDocuments.good() + "---\nfoo: bar\n")).isOne();
        assertThat(out()).contains("document: is followed by a second one").contains("[document-not-single]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind: Siute", "kind: ConfigMap", "kind: 5", ""})
    void judgesADocumentWhoseKindIsMisspelt(String kind) throws Exception {
        assertThat(run(SuiteDocuments.good().replace("kind: Suite", kind))).isOne();
        assertThat(out()).contains("error: kind: ").endsWith("- is refused\n");
    }

    @Test
    void findsTheConfigMapInAList() throws Exception {
        assertThat(run("""
                {"kind": "List", "items": [{"kind": "Pod"}, {"kind": "ConfigMap", "metadata": {"name": "x", "labels":
                {"tachydromos.io/config": "suite"}}}]}""")).isOne();
        assertThat(out()).contains("data[suite.yaml]: is missing");
    }

    @Test
    void warnsOfAForeignSchemaAndLetsItPass() throws Exception {
        assertThat(run(SuiteDocuments.foreign())).isZero();
        assertThat(out()).startsWith("warning: schema: 2 is not judged by this version");
    }

    @Test
    void writesJson() throws Exception {
        assertThat(run(SuiteDocuments.bad(), "--output", "json")).isOne();

        JsonNode report = new ObjectMapper().readTree(out());
        assertThat(report.path("allowed").asBoolean(true)).isFalse();
        assertThat(report.at("/judged/0/findings/0/path").asText()).isEqualTo("hostname");
        assertThat(report.at("/judged/0/findings/0/severity").asText()).isEqualTo("error");
        assertThat(report.at("/judged/0/findings/0/hint").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kind: Pod", "a: [", "kind: ConfigMap\nmetadata: {name: other}", "\u0000", "&a [*a]"})
    void saysWhatItCouldNotRead(String input) throws Exception {
        assertThat(run(input)).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(errors().lines())
                .singleElement()
                .asString()
                .startsWith("-: ")
                .contains("; ");
    }

    @Test
    void saysWhatIsWrongWithItsArguments() throws Exception {
        assertThat(run("", folder.resolve("absent").toString())).isEqualTo(2);
        assertThat(run("", "--output", "xml")).isEqualTo(2);
        assertThat(run("", "--verbose")).isEqualTo(2);
        assertThat(run("", "--chart")).isEqualTo(2);
        assertThat(run("", "--chart", folder.toString(), "values.yaml")).isEqualTo(2);
        assertThat(errors()).isEqualTo(folder + ": is not a chart; name the folder that holds Chart.yaml\n");
    }

    @Test
    void tellsItsUse() throws Exception {
        assertThat(run("", "--help")).isZero();
        assertThat(out()).startsWith("usage: validate ");
    }

    @Test
    void isNotKeptByHostileInput() throws Exception {
        String deep = "[".repeat(100_000);
        String laughs = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nkind: Suite\nschema: 1\n";

        assertThat(run(deep)).isEqualTo(2);
        assertThat(run(laughs)).isOne();
    }

    @Test
    void takesFilesForValuesWhereAChartIsNamed() {
        assertThat(Arguments.parse(List.of("--chart", "c", "a.yaml", "-o", "json")))
                .isEqualTo(new Arguments.Judge(true, java.util.Optional.of(Path.of("c")), List.of("a.yaml")));
    }
}
