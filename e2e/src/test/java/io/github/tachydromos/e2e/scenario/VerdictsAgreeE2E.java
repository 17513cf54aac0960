// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.e2e.cluster.ApiProxy.Answer;
import io.github.tachydromos.e2e.cluster.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three programs of the image, each asked as its users ask it: the offline command by files, the webhook by the API
 * server, the sidecar by a ConfigMap that it watches.
 */
class VerdictsAgreeE2E {
    /** The length that the webhook's warnings may have. */
    private static final int WARNING = 255;

    private static final SuiteObject SUITE = SuiteObject.ofTheRunningSuite();

    private static LoneSidecar sidecar;
    private static Map<String, Opinion> offline;

    @TempDir
    private static Path folder;

    /** Warnings of a refused document are not compared: the sidecar tells those of the one that it keeps. */
    private record Opinion(List<String> reasons, List<String> warnings) {
        static Opinion of(List<String> reasons, List<String> warnings) {
            return new Opinion(
                    reasons.stream().sorted().toList(),
                    reasons.isEmpty()
                            ? warnings.stream()
                                    .map(line -> line.substring(0, Math.min(line.length(), WARNING)))
                                    .sorted()
                                    .toList()
                            : List.of());
        }
    }

    @BeforeAll
    static void begin() throws Exception {
        sidecar = LoneSidecar.start(RunningSuite.bed(), folder);
        offline = offline();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void offlineCommandWebhookAndSidecarSayTheSame(CorpusDocument document) throws Exception {
        Opinion rules = Opinion.of(document.reasons(), document.warnings());

        assertThat(offline.get(document.name())).isEqualTo(rules);
        assertThat(webhook(document)).isEqualTo(rules);
        SidecarOpinion opinion = sidecar.judge(document.text());
        assertThat(Opinion.of(opinion.refused(), opinion.warnings())).isEqualTo(rules);
    }

    static Stream<CorpusDocument> documents() {
        return Stream.concat(CorpusDocument.refused().stream(), CorpusDocument.accepted().stream());
    }

    private static Opinion webhook(CorpusDocument document) throws Exception {
        Answer answer = SUITE.tryReplace(document.text());
        return Opinion.of(answer.ok() ? List.of() : SuiteObject.findings(answer), answer.warnings());
    }

    /** All of them in one run of the image. */
    private static Map<String, Opinion> offline() throws IOException, InterruptedException {
        Path all = Files.createDirectory(folder.resolve("documents"));
        // The image's user is not ours.
        for (Path shared : List.of(folder, all)) {
            Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        List<String> words = new ArrayList<>(List.of(
                "docker", "run", "--rm", "--network=none", "--volume=" + all + ":/documents:ro", sidecar.image()));
        words.addAll(List.of("validate", "--output", "json"));
        List<CorpusDocument> documents = documents().toList();
        for (CorpusDocument document : documents) {
            Files.writeString(all.resolve(document.name()), document.text());
            words.add("/documents/" + document.name());
        }
        JsonNode judged =
                new ObjectMapper().readTree(new Command(words).answer().text()).path("judged");
        assertThat(judged).hasSameSizeAs(documents);
        Map<String, Opinion> opinions = new LinkedHashMap<>();
        for (int i = 0; i < documents.size(); i++) {
            JsonNode findings = judged.get(i).path("findings");
            opinions.put(documents.get(i).name(), Opinion.of(lines(findings, "error"), lines(findings, "warning")));
        }
        return opinions;
    }

    private static List<String> lines(JsonNode findings, String severity) {
        return findings.valueStream()
                .filter(finding -> finding.path("severity").asText().equals(severity))
                .map(finding -> finding.path("path").asText() + ": "
                        + finding.path("message").asText() + "; "
                        + finding.path("hint").asText())
                .toList();
    }

    @AfterAll
    static void remove() throws Exception {
        sidecar.remove();
    }
}
