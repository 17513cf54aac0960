// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import io.github.tachydromos.webhook.suite.SuiteDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The cert-rotator as its image starts it, in a process of its own. */
final class RotatorProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private RotatorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static RotatorProcess start(Path kubeconfig) throws IOException {
        ProcessBuilder builder = WebhookProcess.java(
                "io.github.tachydromos.rotator.RotatorApplication", entry -> entry.contains("/webhook/target/"));
        builder.environment()
                .putAll(Map.of(
                        "KUBECONFIG",
                        kubeconfig.toString(),
                        "MICRONAUT_SERVER_PORT",
                        String.valueOf(WebhookProcess.freePort()),
                        "TACHYDROMOS_NAMESPACE",
                        SuiteDocuments.NAMESPACE,
                        "TACHYDROMOS_SUITE",
                        SuiteDocuments.NAME,
                        "TACHYDROMOS_POD",
                        "one",
                        "TACHYDROMOS_LEASE",
                        "demo-tachydromos-cert-rotator"));
        Path log = Files.createTempFile("rotator", ".log");
        return new RotatorProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
