// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.kube.RenderedChart;
import io.github.tachydromos.webhook.suite.SuiteDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Helm does with a ConfigMap that may not be deleted as long as its release is installed. */
class UninstallIT {
    private static final int ROUNDS = 2;

    @TempDir
    private Path folder;

    private ControlPlane controlPlane;
    private Installation installation;

    @BeforeEach
    void install() throws Exception {
        controlPlane = new ControlPlane();
        controlPlane.start();
        installation = new Installation(controlPlane);
        installation.rotate();
    }

    @AfterEach
    void stop() throws Exception {
        installation.close();
        controlPlane.stop();
    }

    @Test
    void refusesADeletionButNotHelmsUninstall() throws Exception {
        installation.startWebhook(Map.of()).awaitReady();
        Path chart = chart();
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(helm("install", "demo", chart.toString()).exit()).isZero();
            installation.register();
            assertThat(controlPlane
                            .execInContainer(
                                    "kubectl",
                                    "--kubeconfig",
                                    "/etc/kubernetes/admin.conf",
                                    "-n",
                                    "mail",
                                    "delete",
                                    "configmap",
                                    SuiteDocuments.NAME)
                            .getExitCode())
                    .isNotZero();

            Output uninstall = helm("uninstall", "demo");

            assertThat(uninstall.exit()).as(uninstall.text()).isZero();
            assertThat(installation.suites().withName(SuiteDocuments.NAME).get())
                    .isNull();
        }
    }

    /** A chart with a ConfigMap, its guard, and the kinds that Helm removes between the two. */
    private Path chart() throws Exception {
        Path templates = Files.createDirectories(folder.resolve("chart/templates"));
        Files.writeString(folder.resolve("chart/Chart.yaml"), "apiVersion: v2\nname: tachydromos\nversion: 0.1.0\n");
        Files.writeString(
                templates.resolve("configmap.yaml"),
                installation.admin.getKubernetesSerialization().asYaml(Installation.suite(SuiteDocuments.good())));
        Files.writeString(
                templates.resolve("registration.yaml"),
                installation.admin.getKubernetesSerialization().asYaml(installation.registration()));
        Files.writeString(templates.resolve("service.yaml"), """
                apiVersion: v1
                kind: Service
                metadata: {name: webhook}
                spec: {ports: [{port: 443}]}
                """);
        return folder.resolve("chart");
    }

    private record Output(int exit, String text) {}

    private Output helm(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(RenderedChart.helm(), "--namespace", Installation.NAMESPACE));
        command.addAll(List.of(words));
        return run(
                command,
                Map.of("KUBECONFIG", installation.administratorsKubeconfig().toString()));
    }

    private static Output run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Output(process.waitFor(), text);
    }
}
