// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.ApiProxy;
import io.github.tachydromos.e2e.cluster.Node;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A mail pod's containers, and the state on its volume that must outlive them. */
record PodState(TestBed bed, ApiProxy api, String pod, String daemon) {
    /** The sidecar's container. */
    static final String SYNC = "sync";

    // Inode of the replica (it is never replaced) and, of each daemon, what `live` names and which generation is good.
    private static final String KEPT = """
            stat -c 'replica %i' /var/lib/tachydromos/replica/directory.sqlite
            cd /var/lib/tachydromos
            for good in */good; do
              echo "${good%/good} live $(basename "$(readlink "${good%/good}/live")") good $(cat "$good")"
            done
            """;

    private static final Node NODE = new Node();

    static PodState of(TestBed bed, ApiProxy api, String daemon) {
        return new PodState(bed, api, bed.release().pod(daemon), daemon);
    }

    /** A line for the replica and one for each daemon of the pod. */
    String kept() throws IOException, InterruptedException {
        return bed.kubectl().exec(pod, daemon, "sh", "-c", KEPT);
    }

    String replica() throws IOException, InterruptedException {
        return kept().lines().findFirst().orElseThrow();
    }

    /** Whether each daemon of the pod runs on a generation that was seen to serve. */
    boolean isOnItsGoodGeneration() throws IOException, InterruptedException {
        return kept().lines().skip(1).map(line -> line.split(" ", -1)).allMatch(words -> words[2].equals(words[4]));
    }

    void kill(String signal, String container) throws IOException, InterruptedException {
        NODE.signal(signal, containerId(container));
    }

    /** Chooses the container's present process now, so that the signal can come at a moment of its own. */
    Shot aim(String signal, String container) throws IOException, InterruptedException {
        String id = containerId(container);
        return () -> NODE.signal(signal, id);
    }

    /** A signal that waits for its moment. */
    interface Shot {
        void fire() throws IOException, InterruptedException;
    }

    /** How often each container was started again. */
    Map<String, Integer> restarts() throws IOException, InterruptedException {
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode status : statuses()) {
            counts.put(status.path("name").asText(), status.path("restartCount").asInt());
        }
        return counts;
    }

    /** Waits until these containers run again since then, and the pod is ready with them. */
    void awaitSuccessors(List<String> containers, Map<String, Integer> before, Duration limit) throws Exception {
        Eventually.until(pod + ": " + containers + " run again and the pod is ready", limit, () -> {
            for (JsonNode status : statuses()) {
                String name = status.path("name").asText();
                boolean again = status.path("restartCount").asInt() > before.getOrDefault(name, 0);
                if ((containers.contains(name) && !again)
                        || !status.path("ready").asBoolean()) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Waits until the container's next process runs, however young. */
    void awaitStart(String container, int restartsBefore, Duration limit) throws Exception {
        Eventually.until(pod + ": " + container + " starts again", limit, () -> {
            JsonNode status = status(container);
            return status.path("restartCount").asInt() > restartsBefore
                    && status.path("state").has("running");
        });
    }

    boolean runs(String container) throws IOException, InterruptedException {
        return status(container).path("state").has("running");
    }

    private String containerId(String container) throws IOException, InterruptedException {
        return status(container).path("containerID").asText().replace("containerd://", "");
    }

    private JsonNode status(String container) throws IOException, InterruptedException {
        return statuses().stream()
                .filter(candidate -> candidate.path("name").asText().equals(container))
                .findFirst()
                .orElseThrow(() -> new IOException(pod + " has no container " + container));
    }

    private List<JsonNode> statuses() throws IOException, InterruptedException {
        JsonNode status = api.get("/api/v1/namespaces/" + bed.release().namespace() + "/pods/" + pod)
                .path("status");
        return Stream.of("initContainerStatuses", "containerStatuses")
                .flatMap(list -> StreamSupport.stream(status.path(list).spliterator(), false))
                .toList();
    }

    /** Every order in which the pod's containers can end. */
    List<List<String>> orders() throws IOException, InterruptedException {
        return permutations(List.copyOf(restarts().keySet()));
    }

    private static List<List<String>> permutations(List<String> names) {
        if (names.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> all = new ArrayList<>();
        for (String first : names) {
            List<String> others =
                    names.stream().filter(name -> !name.equals(first)).toList();
            for (List<String> rest : permutations(others)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }
}
