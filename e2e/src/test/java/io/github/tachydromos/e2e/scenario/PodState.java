// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.Node;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A mail pod's containers, and the state on its volume that must outlive them. */
record PodState(TestBed bed, String pod, String daemon) {
    // Inode of the replica (it is never replaced) and the generation that `live` names.
    private static final String KEPT =
            "stat -c %i /var/lib/tachydromos/replica/directory.sqlite; readlink /var/lib/tachydromos/*/live";

    private static final Node NODE = new Node();

    String kept() throws IOException, InterruptedException {
        return bed.kubectl().exec(pod, daemon, "sh", "-c", KEPT);
    }

    void kill(String signal, String container) throws IOException, InterruptedException {
        String id = status(container).path("containerID").asText().replace("containerd://", "");
        NODE.signal(signal, id);
    }

    int restarts(String container) throws IOException, InterruptedException {
        return status(container).path("restartCount").asInt();
    }

    /** Ends the container and waits until Kubernetes has started its successor. */
    void killAndAwaitSuccessor(String signal, String container) throws Exception {
        int before = restarts(container);
        kill(signal, container);
        Eventually.until(
                container + " runs again",
                RunningSuite.POD_LIMIT,
                () -> restarts(container) > before
                        && status(container).path("state").has("running"));
    }

    void awaitReady() throws IOException, InterruptedException {
        bed.kubectl().awaitReady(pod, RunningSuite.POD_LIMIT);
    }

    private JsonNode status(String container) throws IOException, InterruptedException {
        JsonNode status = bed.kubectl().get("pod", pod).path("status");
        return Stream.of("initContainerStatuses", "containerStatuses")
                .flatMap(list -> StreamSupport.stream(status.path(list).spliterator(), false))
                .filter(candidate -> Objects.equals(candidate.path("name").asText(), container))
                .findFirst()
                .orElseThrow(() -> new IOException(pod + " has no container " + container));
    }

    static List<List<String>> orders(String daemon) {
        return daemon.equals("postfix")
                ? List.of(List.of("sync", "postfix", "sasl"), List.of("sasl", "postfix", "sync"))
                : List.of(List.of("sync", "dovecot"), List.of("dovecot", "sync"));
    }
}
