// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

import io.github.tachydromos.e2e.check.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The node's container: what happens below Kubernetes is seen and done from here. */
public final class Node {
    private static final String NAME = "tachydromos-node";
    private static final String CAPTURE = "/capture.pcap";
    private static final String CAPTURE_PROCESS = "/capture.pid";

    public String address() throws IOException, InterruptedException {
        return docker("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", NAME);
    }

    /** Runs a program in the node and hands back what it printed. */
    public String run(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("exec", NAME));
        all.addAll(List.of(words));
        return docker(all.toArray(String[]::new));
    }

    /** Starts a script of the shell and does not wait for its end. */
    void runInBackground(String script) throws IOException, InterruptedException {
        docker("exec", "--detach", NAME, "sh", "-c", script);
    }

    void write(String file, String content) throws IOException, InterruptedException {
        Command.of("docker", "exec", "--interactive", NAME, "tee", file).run(content);
    }

    /** Sends a signal to the first process of a container, past Kubernetes. */
    public void signal(String signal, String containerId) throws IOException, InterruptedException {
        docker("exec", NAME, "ctr", "--namespace", "k8s.io", "tasks", "kill", "--signal", signal, containerId);
    }

    /**
     * Records every packet that leaves or enters a pod until {@link #stopCapture}: those cross the bridge. The node's own
     * loopback is left out, since its etcd speaks in clear there.
     */
    public void startCapture() throws Exception {
        String record = "rm -f " + CAPTURE + "; echo $$ > " + CAPTURE_PROCESS
                + "; exec tcpdump -i cni0 -s 0 -U --immediate-mode -w " + CAPTURE + " 2>/dev/null";
        docker("exec", "--detach", NAME, "sh", "-c", record);
        Eventually.until(
                "the capture runs",
                Duration.ofSeconds(20),
                () -> docker("exec", NAME, "sh", "-c", "test -s " + CAPTURE).isEmpty());
    }

    /** The recorded bytes, one character each. */
    public String stopCapture(Path copy) throws Exception {
        docker("exec", NAME, "sh", "-c", "kill -INT $(cat " + CAPTURE_PROCESS + ")");
        Eventually.until(
                "the capture ended",
                Duration.ofSeconds(20),
                () -> docker("exec", NAME, "sh", "-c", "test -d /proc/$(cat " + CAPTURE_PROCESS + ") || echo ended")
                        .equals("ended"));
        Files.createDirectories(copy.toAbsolutePath().getParent());
        docker("cp", NAME + ":" + CAPTURE, copy.toString());
        docker("exec", NAME, "rm", CAPTURE, CAPTURE_PROCESS);
        return Files.readString(copy, StandardCharsets.ISO_8859_1);
    }

    private static String docker(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        return new Command(all).run().text();
    }
}
