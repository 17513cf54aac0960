// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.kube;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A real API server with its etcd: the local node's image in its mode {@code control}. */
public final class ControlPlane extends GenericContainer<ControlPlane> {
    private static final int PORT = 6443;

    private final AtomicInteger namespaces = new AtomicInteger();

    public ControlPlane() throws IOException, InterruptedException {
        super(DockerImageName.parse(image()));
        withCommand("control");
        withExposedPorts(PORT);
        waitingFor(Wait.forLogMessage("node: ready\\n", 1));
    }

    /** The administrator's client for a namespace of its own. */
    public KubernetesClient newNamespace() throws IOException, InterruptedException {
        String namespace = "test-" + namespaces.incrementAndGet();
        KubernetesClient client = ApiClient.builder(new ConfigBuilder(administrator())
                        .withNamespace(namespace)
                        .build())
                .build();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        return client;
    }

    /** Access as an administrator. */
    public Config administrator() throws IOException, InterruptedException {
        String kubeconfig =
                output("kubectl", "--kubeconfig", "/etc/kubernetes/admin.conf", "config", "view", "--raw", "--flatten");
        return new ConfigBuilder(Config.fromKubeconfig(kubeconfig))
                .withMasterUrl("https://127.0.0.1:" + getMappedPort(PORT))
                .build();
    }

    public void store(String path, byte[] content) throws IOException, InterruptedException {
        output(
                "sh",
                "-c",
                "echo \"$1\" | base64 -d > \"$0\"",
                path,
                Base64.getEncoder().encodeToString(content));
    }

    /** Stops every process of it; connections stay open and silent. */
    public void pause() {
        getDockerClient().pauseContainerCmd(getContainerId()).exec();
    }

    public void resume() {
        getDockerClient().unpauseContainerCmd(getContainerId()).exec();
    }

    /** What a command in the container prints; a failure is one of the test. */
    public String output(String... command) throws IOException, InterruptedException {
        ExecResult result = execInContainer(command);
        if (result.getExitCode() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + result.getStdout() + result.getStderr());
        }
        return result.getStdout();
    }

    /** The name of the image depends on its content, and whoever builds it knows it. */
    public static String image() throws IOException, InterruptedException {
        Path control = Path.of("..", "cluster", "control").toAbsolutePath().normalize();
        Process process = new ProcessBuilder(List.of(control.toString(), "--image"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String name = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(control + " --image failed");
        }
        return name;
    }
}
