// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.PortForward;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadSuiteDocumentE2E {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PATHS =
            List.of("hostname", "postfix.messageSizeLimitMb", "dovecot.postmasterEmail", "surprise");

    private final TestBed bed = RunningSuite.bed();
    private final Kubectl kubectl = bed.kubectl();
    private final String configMap = bed.release().object("suite");
    private String document = "";

    @BeforeEach
    void remember() throws Exception {
        document = kubectl.get("configmap", configMap)
                .path("data")
                .path("suite.yaml")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postfix", "dovecot"})
    void leavesTheLastGoodTreeServingAndSaysWhy(String daemon) throws Exception {
        PodState pod = new PodState(bed, bed.release().pod(daemon), daemon);
        String kept = pod.kept();
        Instant start = Instant.now();

        write(spoiled(document));

        Eventually.until("readiness names every fault", LIMIT, () -> namesAll(readiness(pod.pod(), 200)));
        Eventually.until(
                "an Event names every fault",
                LIMIT,
                () -> events(start).stream().anyMatch(message -> namesAll(message)));
        assertThat(kubectl.logsSince(start, pod.pod(), "sync")).contains(PATHS);
        assertThat(pod.kept()).isEqualTo(kept);
        assertThat(RunningSuite.delivers(bed)).isTrue();
    }

    @AfterEach
    void restore() throws Exception {
        write(document);
        for (String daemon : List.of("postfix", "dovecot")) {
            Eventually.until(
                    "the fault is gone",
                    LIMIT,
                    () -> !namesAll(readiness(bed.release().pod(daemon), 200)));
        }
    }

    /** A newline in a value, a wrong type, a bad address and an unknown key, all in one document. */
    private static String spoiled(String good) {
        return good.replaceFirst("(?m)^hostname: .*$", "hostname: \"mail.example.org\\\\nmydestination = evil\"")
                        .replaceFirst("(?m)messageSizeLimitMb: .*$", "messageSizeLimitMb: fifty")
                        .replaceFirst("(?m)postmasterEmail: .*$", "postmasterEmail: not-an-address")
                + "\nsurprise: 1\n";
    }

    private void write(String text) throws Exception {
        String patch = JSON.writeValueAsString(Map.of("data", Map.of("suite.yaml", text)));
        // As Helm: the next upgrade would find a foreign owner of the field otherwise.
        kubectl.run("patch", "configmap", configMap, "--type=merge", "--field-manager=helm", "--patch", patch);
    }

    private String readiness(String pod, int expected) throws IOException, InterruptedException {
        try (PortForward forward = kubectl.forward("pod/" + pod, 8081);
                HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + forward.port() + "/health/readiness");
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new IOException("readiness " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        }
    }

    private List<String> events(Instant start) throws IOException, InterruptedException {
        return kubectl.list("events")
                .valueStream()
                .filter(event -> !Instant.parse(event.path("lastTimestamp").asText(start.toString()))
                        .isBefore(start.minusSeconds(1)))
                .map(event -> event.path("message").asText())
                .toList();
    }

    private static boolean namesAll(String text) {
        return PATHS.stream().allMatch(text::contains);
    }
}
