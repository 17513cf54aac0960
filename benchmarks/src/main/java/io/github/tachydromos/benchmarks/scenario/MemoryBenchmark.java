// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.benchmarks.figure.Figure;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.ApiProxy;
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

/** Memory of the Java programs, of Rspamd and of Valkey, after what the other scenarios made them do. */
public final class MemoryBenchmark implements Scenario {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MB = 1e6;
    private static final int JUDGEMENTS = 200;

    /** One that ends meanwhile (a short job of the daemon's) is left out. */
    private static final String PAGES = """
            for process in $(ctr --namespace k8s.io tasks ps "$1" | awk 'NR > 1 {print $1}'); do
              cat /proc/$process/smaps_rollup 2>/dev/null || true
            done
            """;

    private final TestBed bed;
    private final Node node = new Node();

    public MemoryBenchmark(TestBed bed) {
        this.bed = bed;
    }

    /** In bytes; private are the pages that no other process shares, read-only ones of files and written ones. */
    private record Memory(double workingSet, double privateClean, double privateDirty) {
        SequencedMap<String, Double> megabytes() {
            SequencedMap<String, Double> values = new LinkedHashMap<>();
            values.put("workingSet", workingSet / MB);
            values.put("private", (privateClean + privateDirty) / MB);
            return values;
        }
    }

    @Override
    public List<Figure> measure() throws Exception {
        Memory idle = memory(BenchmarkPods.IDLE, BenchmarkPods.CONTAINER);
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("memory-sync-postfix", memory(bed.release().pod("postfix"), "sync"), idle));
        figures.add(figure("memory-sync-dovecot", memory(bed.release().pod("dovecot"), "sync"), idle));
        figures.add(figure("memory-cert-rotator", memory(running("cert-rotator").orElseThrow(), "cert-rotator"), idle));
        String rspamd = bed.release().pod("rspamd");
        Memory postfix = memory(bed.release().pod("postfix"), "postfix");
        figures.add(figure("memory-sync-rspamd", memory(rspamd, "sync"), idle));
        figures.add(daemonFigure("memory-rspamd", memory(rspamd, "rspamd"), postfix));
        figures.add(daemonFigure("memory-valkey", memory(rspamd, "valkey"), postfix));
        Optional<String> webhook = running("webhook");
        if (webhook.isPresent()) {
            askTheWebhook();
            figures.add(figure("memory-webhook", memory(webhook.get(), "webhook"), idle));
        }
        return figures;
    }

    private static Figure figure(String name, Memory program, Memory idle) {
        return figure(
                name,
                program,
                "the same JVM with an empty main class",
                idle,
                Map.of("workingSet", "<= 128", "private", "<= 80"));
    }

    /** Nobody has set an aim for a daemon of Debian's. */
    private static Figure daemonFigure(String name, Memory daemon, Memory postfix) {
        return figure(name, daemon, "the Postfix container of the suite", postfix, Map.of());
    }

    private static Figure figure(
            String name, Memory program, String yardstick, Memory measure, Map<String, String> aim) {
        SequencedMap<String, Object> circumstances = new LinkedHashMap<>();
        circumstances.put("privateCleanMB", program.privateClean() / MB);
        circumstances.put("privateDirtyMB", program.privateDirty() / MB);
        return new Figure(
                name,
                "MB",
                program.megabytes(),
                new Figure.Yardstick(yardstick, measure.megabytes()),
                new Figure.Ratio(
                        "working set / working set of the yardstick", program.workingSet() / measure.workingSet()),
                aim,
                circumstances);
    }

    /** Judgements of the suite's own document by way of the API server, shared among the webhook's pods. */
    private void askTheWebhook() throws IOException, InterruptedException {
        String path = "/api/v1/namespaces/" + bed.release().namespace() + "/configmaps/"
                + bed.release().object("suite");
        try (ApiProxy api = ApiProxy.open(bed.kubectl())) {
            for (int i = 0; i < JUDGEMENTS; i++) {
                ApiProxy.Answer answer =
                        api.tryPatch(path, "{\"metadata\":{\"annotations\":{\"bench\":\"" + i + "\"}}}");
                if (!answer.ok()) {
                    throw new IOException(path + ": " + answer);
                }
            }
        }
    }

    /** A pod of a component that is a Deployment; the webhook may be switched off. */
    private Optional<String> running(String component) throws IOException, InterruptedException {
        String prefix = bed.release().object(component) + "-";
        for (JsonNode pod : bed.kubectl().list("pods")) {
            String name = pod.path("metadata").path("name").asText();
            if (name.startsWith(prefix)
                    && pod.path("status").path("phase").asText().equals("Running")) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private Memory memory(String pod, String container) throws Exception {
        JsonNode object = bed.kubectl().get("pod", pod);
        JsonNode status = container(object, container);
        Instant started = Instant.parse(
                status.path("state").path("running").path("startedAt").asText());
        String nodeName = object.path("spec").path("nodeName").asText();
        double workingSet = Eventually.value(
                "the kubelet has measured " + pod + "/" + container,
                LIMIT,
                () -> workingSet(nodeName, pod, container, started.plus(SETTLED)));
        String id = status.path("containerID").asText();
        String pages = node.run("sh", "-c", PAGES, "pages", id.substring(id.lastIndexOf('/') + 1));
        return new Memory(workingSet, bytes("Private_Clean", pages), bytes("Private_Dirty", pages));
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
