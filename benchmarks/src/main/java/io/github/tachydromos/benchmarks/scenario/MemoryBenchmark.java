// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.benchmarks.figure.Figure;
import io.github.tachydromos.e2e.cluster.ApiProxy;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Memory of each container of the suite, after what the other scenarios made them do, and of all together. */
public final class MemoryBenchmark implements Scenario {
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final int JUDGEMENTS = 200;

    private final TestBed bed;

    public MemoryBenchmark(TestBed bed) {
        this.bed = bed;
    }

    /** One running container; of several pods of a component each counts. */
    private record Running(JsonNode pod, JsonNode status) {
        /** Where the program is named like its component, once is enough: {@code memory-postfix-sync}, {@code memory-webhook}. */
        String figure() {
            String component =
                    pod.path("metadata").path("labels").path(COMPONENT).asText();
            String container = status.path("name").asText();
            return "memory-" + (component.equals(container) ? component : component + "-" + container);
        }

        boolean isOurProgram() {
            return status.path("image").asText().contains("/java:");
        }
    }

    private record Measured(Running container, ContainerMemory memory) {}

    @Override
    public List<Figure> measure() throws Exception {
        askTheWebhook();
        JsonNode idlePod = bed.kubectl().get("pod", BenchmarkPods.IDLE);
        ContainerMemory idle = ContainerMemory.of(
                bed.kubectl(),
                idlePod,
                idlePod.path("status").path("containerStatuses").path(0));
        SequencedMap<String, Measured> containers = new LinkedHashMap<>();
        ContainerMemory whole = ContainerMemory.NONE;
        for (Running running : running()) {
            ContainerMemory memory = ContainerMemory.of(bed.kubectl(), running.pod(), running.status());
            containers.putIfAbsent(running.figure(), new Measured(running, memory));
            whole = whole.plus(memory);
        }
        Measured postfix = containers.get("memory-postfix");
        if (postfix == null) {
            throw new IOException("no Postfix among " + containers.keySet());
        }
        List<Figure> figures = new ArrayList<>();
        containers.forEach((name, measured) -> figures.add(
                measured.container().isOurProgram()
                        ? programFigure(name, measured.memory(), idle)
                        : daemonFigure(name, measured.memory(), postfix.memory())));
        figures.add(daemonFigure("memory-suite", whole, postfix.memory()));
        return figures;
    }

    private static Figure programFigure(String name, ContainerMemory program, ContainerMemory idle) {
        return figure(
                name,
                program,
                "the same JVM with an empty main class",
                idle,
                Map.of("workingSet", "<= 128", "private", "<= 80"));
    }

    /** Nobody has set an aim for a daemon of Debian's, or for the whole. */
    private static Figure daemonFigure(String name, ContainerMemory daemon, ContainerMemory postfix) {
        return figure(name, daemon, "the Postfix container of the suite", postfix, Map.of());
    }

    private static Figure figure(
            String name, ContainerMemory memory, String yardstick, ContainerMemory measure, Map<String, String> aim) {
        return new Figure(
                name,
                "MB",
                memory.megabytes(),
                new Figure.Yardstick(yardstick, measure.megabytes()),
                new Figure.Ratio("working set / working set of the yardstick", memory.ratioTo(measure)),
                aim,
                memory.parts());
    }

    /** Those of the release that run, native sidecars too. */
    private List<Running> running() throws IOException, InterruptedException {
        List<Running> found = new ArrayList<>();
        for (JsonNode pod : bed.kubectl().list("pods")) {
            JsonNode labels = pod.path("metadata").path("labels");
            if (labels.has(COMPONENT)
                    && labels.path("app.kubernetes.io/instance")
                            .asText()
                            .equals(bed.release().name())) {
                for (String list : List.of("initContainerStatuses", "containerStatuses")) {
                    for (JsonNode status : pod.path("status").path(list)) {
                        if (status.path("state").has("running")) {
                            found.add(new Running(pod, status));
                        }
                    }
                }
            }
        }
        return found;
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
}
