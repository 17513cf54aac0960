// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import io.github.tachydromos.benchmarks.idle.Idle;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The pods that yardsticks run in, beside the suite (benchmarks/pods.yaml): none is there before, none is left. */
public final class BenchmarkPods implements AutoCloseable {
    static final String POSTMAP = "bench-postmap";
    static final String POSTFIX = "bench-postfix";
    static final String IDLE = "bench-idle";
    /** The container's name in each of them. */
    static final String CONTAINER = "bench";

    private static final Duration LIMIT = Duration.ofMinutes(2);
    static final String LABEL = "tachydromos.io/benchmark";
    private static final String KINDS = "pod,configmap,secret,networkpolicy";

    private final Kubectl kubectl;

    private BenchmarkPods(Kubectl kubectl) {
        this.kubectl = kubectl;
    }

    /** Also removes what a run that was cut short has left. */
    public static BenchmarkPods start(Kubectl kubectl, Workspace workspace) throws Exception {
        BenchmarkPods pods = new BenchmarkPods(kubectl);
        pods.removeAll();
        Path classFile = workspace.path(
                "benchmarks/target/classes/" + Idle.class.getName().replace('.', '/') + ".class");
        kubectl.run("create", "configmap", IDLE, "--from-file=Idle.class=" + classFile);
        kubectl.run("label", "configmap", IDLE, LABEL + "=");
        kubectl.run(
                "apply", "--filename", workspace.path("benchmarks/pods.yaml").toString());
        kubectl.awaitReady(POSTMAP, LIMIT);
        kubectl.awaitReady(POSTFIX, LIMIT);
        kubectl.awaitReady(IDLE, LIMIT);
        return pods;
    }

    private void removeAll() throws Exception {
        kubectl.run("delete", KINDS, "--selector", LABEL, "--ignore-not-found", "--timeout=" + LIMIT.toSeconds() + "s");
    }

    @Override
    public void close() throws IOException {
        Cleanup.of("pods " + this, this::removeAll);
    }

    @Override
    public String toString() {
        return POSTMAP + ", " + POSTFIX + " and " + IDLE;
    }
}
