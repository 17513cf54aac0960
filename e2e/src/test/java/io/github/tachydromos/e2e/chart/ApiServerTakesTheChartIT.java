// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Container.ExecResult;

/** A real API server with the CRDs of the Gateway API and all that the chart makes. It sees more than a schema shows. */
class ApiServerTakesTheChartIT {
    private static final Workspace WORKSPACE = Workspace.find();

    @Test
    void takesEveryObjectAndWarnsOfNone(@TempDir Path folder) throws IOException, InterruptedException {
        // the API server of the tests knows IPv4 only
        var manifests = AcceptedManifests.of(WORKSPACE).without("RequireDualStack");
        Path file = manifests.write(folder.resolve("all.yaml"));

        try (ControlPlane server = new ControlPlane()) {
            server.start();
            knowRoutes(server);
            kubectl(server, "create", "namespace", AcceptedManifests.NAMESPACE);
            // nobody makes it where only an API server runs, and no pod is taken without it
            kubectl(server, "create", "serviceaccount", "default", "--namespace", AcceptedManifests.NAMESPACE);
            copy(file, server, "/all.yaml");

            ExecResult answer = create(server, "/all.yaml");

            assertThat(answer.getExitCode()).as(answer.getStderr()).isZero();
            assertThat(answer.getStderr()).isEmpty();
            assertThat(answer.getStdout().lines()).hasSameSizeAs(manifests.objects());
        }
    }

    private static void knowRoutes(ControlPlane server) throws IOException, InterruptedException {
        Path crds = KubernetesSchemas.in(WORKSPACE).crds();
        for (String kind : List.of("httproutes", "tcproutes", "tlsroutes")) {
            copy(crds.resolve("gateway.networking.k8s.io_" + kind + ".yaml"), server, "/" + kind + ".yaml");
            kubectl(server, "apply", "--server-side", "--filename", "/" + kind + ".yaml");
        }
        kubectl(server, "wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
    }

    private static void copy(Path file, ControlPlane server, String path) throws IOException, InterruptedException {
        Command.of("docker", "cp", file.toString(), server.getContainerId() + ":" + path)
                .run();
    }

    private static void kubectl(ControlPlane server, String... words) throws IOException, InterruptedException {
        server.output(words(words));
    }

    private static ExecResult create(ControlPlane server, String file) throws IOException, InterruptedException {
        return server.execInContainer(
                words("create", "--dry-run=server", "--validate=strict", "--output=name", "--filename", file));
    }

    private static String[] words(String... more) {
        List<String> words = new ArrayList<>(List.of("kubectl", "--kubeconfig", "/etc/kubernetes/admin.conf"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }
}
