// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.benchmarks.figure.Figure;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Node;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** Memory of the Java programs, after what the other scenarios made them do. */
public final class MemoryBenchmark implements Scenario {
    private static final Pattern PRIVATE = Pattern.compile("Private_(?:Clean|Dirty):\\s+(\\d+) kB");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MB = 1e6;

    private final TestBed bed;
    private final Node node = new Node();

    public MemoryBenchmark(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Figure> measure() throws Exception {
        SequencedMap<String, Double> idle = memory(BenchmarkPods.IDLE, BenchmarkPods.CONTAINER);
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("memory-sync-postfix", memory(bed.release().pod("postfix"), "sync"), idle));
        figures.add(figure("memory-sync-dovecot", memory(bed.release().pod("dovecot"), "sync"), idle));
        figures.add(figure("memory-cert-rotator", memory(rotator(), "cert-rotator"), idle));
        return figures;
    }

    private static Figure figure(String name, SequencedMap<String, Double> values, SequencedMap<String, Double> idle) {
        double ratio = values.firstEntry().getValue() / idle.firstEntry().getValue();
        return new Figure(
                name,
                "MB",
                values,
                new Figure.Yardstick("the same JVM with an empty main class", idle),
                new Figure.Ratio("working set / working set of the yardstick", ratio),
                Map.of("workingSet", "<= 128", "private", "<= 80"),
                new LinkedHashMap<>());
    }

    private String rotator() throws IOException, InterruptedException {
        String prefix = bed.release().object("cert-rotator") + "-";
        for (JsonNode pod : bed.kubectl().list("pods")) {
            String name = pod.path("metadata").path("name").asText();
            if (name.startsWith(prefix)
                    && pod.path("status").path("phase").asText().equals("Running")) {
                return name;
            }
        }
        throw new IOException("no pod " + prefix + "* runs");
    }

    private SequencedMap<String, Double> memory(String pod, String container) throws Exception {
        JsonNode object = bed.kubectl().get("pod", pod);
        JsonNode status = container(object, container);
        Instant started = Instant.parse(
                status.path("state").path("running").path("startedAt").asText());
        String nodeName = object.path("spec").path("nodeName").asText();
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        double workingSet = Eventually.value(
                "the kubelet has measured " + pod + "/" + container,
                LIMIT,
                () -> workingSet(nodeName, pod, container, started.plus(SETTLED)));
        values.put("workingSet", workingSet / MB);
        String id = status.path("containerID").asText();
        values.put("private", privateBytes(id.substring(id.lastIndexOf('/') + 1)) / MB);
        return values;
    }

    private static JsonNode container(JsonNode pod, String name) throws IOException {
        for (String list : List.of("containerStatuses", "initContainerStatuses")) {
            for (JsonNode status : pod.path("status").path(list)) {
                if (status.path("name").asText().equals(name)) {
                    return status;
                }
            }
        }
        throw new IOException(
                "no container " + name + " in " + pod.path("metadata").path("name"));
    }

    private Optional<Double> workingSet(String nodeName, String pod, String container, Instant since)
            throws IOException, InterruptedException {
        Kubectl kubectl = bed.kubectl();
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

    /** What no other process shares, as the kernel of the node counts it. */
    private double privateBytes(String containerId) throws IOException, InterruptedException {
        String tasks = node.run("ctr", "--namespace", "k8s.io", "tasks", "list");
        String process = tasks.lines()
                .filter(line -> line.startsWith(containerId))
                .map(line -> line.split("\\s+", 3)[1])
                .findFirst()
                .orElseThrow(() -> new IOException("no process of container " + containerId));
        return PRIVATE.matcher(node.run("cat", "/proc/" + process + "/smaps_rollup"))
                .results()
                .mapToDouble(line -> Long.parseLong(line.group(1)) * 1024.0)
                .sum();
    }
}
