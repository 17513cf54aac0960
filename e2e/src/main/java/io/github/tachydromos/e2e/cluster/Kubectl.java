// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.e2e.check.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** kubectl in one namespace: a failing check can be repeated by hand with the same words. */
public record Kubectl(String program, String namespace) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Kubectl in(String namespace) {
        return new Kubectl(System.getenv().getOrDefault("KUBECTL", "kubectl"), namespace);
    }

    public Command command(String... words) {
        List<String> all = new ArrayList<>(List.of(program, "--namespace", namespace));
        all.addAll(List.of(words));
        return new Command(all);
    }

    public String run(String... words) throws IOException, InterruptedException {
        return command(words).run().text();
    }

    public JsonNode get(String kind, String name) throws IOException, InterruptedException {
        return JSON.readTree(run("get", kind, name, "-o", "json"));
    }

    public JsonNode list(String kind) throws IOException, InterruptedException {
        return JSON.readTree(run("get", kind, "-o", "json")).path("items");
    }

    public Map<String, byte[]> secret(String name) throws IOException, InterruptedException {
        Map<String, byte[]> data = new TreeMap<>();
        get("secret", name)
                .path("data")
                .properties()
                .forEach(entry -> data.put(
                        entry.getKey(),
                        Base64.getDecoder().decode(entry.getValue().asText())));
        return data;
    }

    /** The port of the node that leads to this port of the Service. */
    public int nodePort(String service, String port) throws IOException, InterruptedException {
        for (JsonNode candidate : get("service", service).path("spec").path("ports")) {
            if (candidate.path("name").asText().equals(port)) {
                return candidate.path("nodePort").asInt();
            }
        }
        throw new IOException("Service " + service + " has no port " + port);
    }

    public String exec(String pod, String container, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("exec", pod, "-c", container, "--"));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    public String logsSince(Instant start, String pod, String container) throws IOException, InterruptedException {
        return run("logs", pod, "-c", container, "--since-time=" + start);
    }

    public void awaitReady(String pod, Duration limit) throws IOException, InterruptedException {
        run("wait", "--for=condition=Ready", "pod/" + pod, "--timeout=" + limit.toSeconds() + "s");
    }

    /** Deletes the pod and waits for the one that its controller makes in its place. */
    public void replacePod(String pod, Duration limit) throws Exception {
        replacePods(List.of(pod), limit);
    }

    /** The same for several at once. */
    public void replacePods(List<String> pods, Duration limit) throws Exception {
        List<String> words = new ArrayList<>(List.of("delete", "pod", "--wait=true"));
        words.addAll(pods);
        run(words.toArray(String[]::new));
        for (String pod : pods) {
            Eventually.until(
                    "pod " + pod + " is there again",
                    limit,
                    () -> command("get", "pod", pod).answer().exit() == 0);
            awaitReady(pod, limit);
        }
    }

    /** A pod of the component, whatever made it; the oldest of several. */
    public String podOf(String component) throws IOException, InterruptedException {
        String pods = run(
                "get",
                "pods",
                "--selector=app.kubernetes.io/component=" + component,
                "--sort-by=.metadata.creationTimestamp",
                "--output=name");
        return pods.lines()
                .findFirst()
                .orElseThrow(() -> new IOException("no pod of " + component))
                .replace("pod/", "");
    }

    /** Whether a container of the suite's can open a connection to this address. */
    public boolean connects(String pod, String container, String host, int port)
            throws IOException, InterruptedException {
        // bash itself connects: the images need no client for this.
        String attempt = "exec 3<>/dev/tcp/" + host + "/" + port;
        return command("exec", pod, "-c", container, "--", "timeout", "3", "bash", "-c", attempt)
                        .answer()
                        .exit()
                == 0;
    }

    /** Sets the number of pods of a StatefulSet and waits until that many run. */
    public void scale(String statefulSet, int pods, Duration limit) throws Exception {
        run("scale", "statefulset", statefulSet, "--replicas=" + pods);
        Eventually.until(statefulSet + " has " + pods + " pods", limit, () -> {
            JsonNode status = get("statefulset", statefulSet).path("status");
            return status.path("replicas").asInt() == pods
                    && status.path("readyReplicas").asInt() == pods;
        });
    }

    public PortForward forward(String target, int port) throws IOException {
        return PortForward.open(command("port-forward", "--address=127.0.0.1", target, ":" + port));
    }
}
