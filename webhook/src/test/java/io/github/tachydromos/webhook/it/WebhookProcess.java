// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.webhook.WebhookApplication;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program as the image starts it, in a process of its own: with the image's bounds on memory. */
final class WebhookProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final int port;
    private final int healthPort;

    private WebhookProcess(Process process, Path log, int port, int healthPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.healthPort = healthPort;
    }

    static WebhookProcess start(Path kubeconfig, Map<String, String> settings) throws IOException {
        int port = freePort();
        int healthPort = freePort();
        Path log = Files.createTempFile("webhook", ".log");
        ProcessBuilder builder = java(WebhookApplication.class.getName(), entry -> entry.contains("cert-rotator"));
        builder.environment().putAll(settings);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("MICRONAUT_SERVER_SSL_PORT", String.valueOf(port));
        builder.environment().put("ENDPOINTS_ALL_PORT", String.valueOf(healthPort));
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new WebhookProcess(process, log, port, healthPort);
    }

    /** A program with the image's bounds on memory, and without the other program's classes. */
    static ProcessBuilder java(String mainClass, Predicate<String> notItsOwn) {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(notItsOwn.negate())
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                mainClass);
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    void awaitReady() throws Exception {
        Eventually.soon("the webhook is ready", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the webhook ended: " + log());
            }
            return status("/health/readiness") == HttpURLConnection.HTTP_OK;
        });
    }

    /** The status of a GET on the port of probes and metrics; 0 if nobody answers. */
    int status(String path) {
        try {
            return open(path).getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }

    String page(String path) throws IOException {
        HttpURLConnection connection = open(path);
        try (var in = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getInputStream()
                : connection.getErrorStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection)
                URI.create("http://127.0.0.1:" + healthPort + path).toURL().openConnection();
    }

    /** Ends it as the kubelet does. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
