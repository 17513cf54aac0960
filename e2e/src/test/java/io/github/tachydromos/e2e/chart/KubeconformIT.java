// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kubeconform with all that the chart makes: each object fits the schema of its kind, the Gateway API's routes too. */
class KubeconformIT {
    private static final Workspace WORKSPACE = Workspace.find();

    @TempDir
    private static Path folder;

    private static String schemas = "";

    @BeforeAll
    static void makeTheSchemas() throws IOException, InterruptedException {
        schemas = KubernetesSchemas.in(WORKSPACE).write(folder);
    }

    @Test
    void everyObjectFitsItsSchema() throws IOException, InterruptedException {
        var manifests = AcceptedManifests.of(WORKSPACE);

        var answer = kubeconform(manifests.write(folder.resolve("all.yaml")));

        assertThat(answer.exit()).as(answer.text()).isZero();
        assertThat(answer.text())
                .contains("Valid: " + manifests.objects().size())
                .contains("Skipped: 0");
        assertThat(String.join("", manifests.objects()))
                .contains("kind: HTTPRoute")
                .contains("kind: Ingress");
    }

    @Test
    void seesAFieldThatNobodyKnows() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), """
                        apiVersion: gateway.networking.k8s.io/v1
                        kind: HTTPRoute
                        metadata: {name: webmail}
                        spec: {hostnames: [mail.example.org], parents: []}
                        ---
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: dovecot}
                        spec:
                          serviceName: dovecot
                          selector: {matchLabels: {a: b}}
                          template: {spec: {containers: [{name: a, image: b, port: 1}]}}
                        """);

        var answer = kubeconform(file);

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.text())
                .contains("'parents' not allowed")
                .contains("'port' not allowed")
                .contains("Invalid: 2");
    }

    private static Command.Output kubeconform(Path manifests) throws IOException, InterruptedException {
        return Command.of("kubeconform", "-strict", "-summary", "-schema-location", schemas, manifests.toString())
                .answer();
    }
}
