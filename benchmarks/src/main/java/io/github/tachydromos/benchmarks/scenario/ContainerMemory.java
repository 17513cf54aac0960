// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a container has in memory, all its processes together, in bytes; private are the pages that no other process shares,
 * read-only ones of files and written ones.
 */
record ContainerMemory(double workingSet, double privateClean, double privateDirty) {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MB = 1e6;

    /** One that ends meanwhile (a short job of the daemon's) is left out. */
    private static final String PAGES = """
            for process in $(ctr --namespace k8s.io tasks ps "$1" | awk 'NR > 1 {print $1}'); do
              cat /proc/$process/smaps_rollup 2>/dev/null || true
            done
            """;

    static final ContainerMemory NONE = new ContainerMemory(0, 0, 0);

    ContainerMemory plus(ContainerMemory other) {
        return new ContainerMemory(
                workingSet + other.workingSet, privateClean + other.privateClean, privateDirty + other.privateDirty);
    }

    double ratioTo(ContainerMemory other) {
        return workingSet / other.workingSet;
    }

    SequencedMap<String, Double> megabytes() {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        values.put("workingSet", workingSet / MB);
        values.put("private", (privateClean + privateDirty) / MB);
        return values;
    }

    /** The private pages by what they are. */
    SequencedMap<String, Object> parts() {
        SequencedMap<String, Object> parts = new LinkedHashMap<>();
        parts.put("privateCleanMB", privateClean / MB);
        parts.put("privateDirtyMB", privateDirty / MB);
        return parts;
    }

    /** @param status of the container, as its pod's {@code status} has it */
    static ContainerMemory of(Kubectl kubectl, JsonNode pod, JsonNode status) throws Exception {
        String podName = pod.path("metadata").path("name").asText();
        String container = status.path("name").asText();
        Instant started = Instant.parse(
                status.path("state").path("running").path("startedAt").asText());
        String nodeName = pod.path("spec").path("nodeName").asText();
        double workingSet = Eventually.value(
                "the kubelet has measured " + podName + "/" + container,
                LIMIT,
                () -> workingSet(kubectl, nodeName, podName, container, started.plus(SETTLED)));
        String id = status.path("containerID").asText();
        String pages = new Node().run("sh", "-c", PAGES, "pages", id.substring(id.lastIndexOf('/') + 1));
        return new ContainerMemory(workingSet, bytes("Private_Clean", pages), bytes("Private_Dirty", pages));
    }

    private static Optional<Double> workingSet(
            Kubectl kubectl, String nodeName, String pod, String container, Instant since)
            throws IOException, InterruptedException {
        JsonNode summary =
                JSON.readTree(kubectl.run("get", "--raw", "/api/v1/nodes/" + nodeName + "/proxy/stats/summary"));
        for (JsonNode candidate : summary.path("pods")) {
            JsonNode reference = candidate.path("podRef");
            if (reference.path("name").asText().equals(pod)
                    && reference.path("namespace").asText().equals(kubectl.namespace())) {
                for (JsonNode stats : candidate.path("containers")) {
                    JsonNode memory = stats.path("memory");
                    if (stats.path("name").asText().equals(container)
                            && memory.hasNonNull("time")
                            && Instant.parse(memory.path("time").asText()).isAfter(since)) {
                        return Optional.of(memory.path("workingSetBytes").asDouble());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Of all the container's processes together. */
    private static double bytes(String field, String smapsRollups) throws IOException {
        List<String> lines = smapsRollups
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .toList();
        if (lines.isEmpty()) {
            throw new IOException("smaps_rollup has no " + field);
        }
        return lines.stream()
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024.0)
                .sum();
    }
}
