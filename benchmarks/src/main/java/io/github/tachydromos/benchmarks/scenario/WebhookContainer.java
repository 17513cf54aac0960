// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import io.github.tachydromos.e2e.certificate.LeafOrder;
import io.github.tachydromos.e2e.certificate.TestAuthority;
import io.github.tachydromos.e2e.certificate.TlsPair;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The webhook's image as a container beside the node, with a certificate of this run: reached without a proxy on the way,
 * and started as often as a benchmark wants. It asks the node's API server, as the administrator.
 */
final class WebhookContainer implements AutoCloseable {
    static final String IMAGE = "docker.io/tachydromos/java:0.1.0";
    static final String HOST = "localhost";

    private static final String NAME = "tachydromos-bench-webhook";
    private static final String SERVING = "bench-webhook-tls";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Pattern STARTED = Pattern.compile("(?m)^process_start_time_seconds (\\S+)$");

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final int health;
    private final Path access;

    private WebhookContainer(int port, int health, Path access) {
        this.port = port;
        this.health = health;
        this.access = access;
    }

    /** Makes the container and its certificate; {@link #start} lets it run. */
    static WebhookContainer create(TestBed bed) throws Exception {
        certificate(bed);
        // The container's user is not this one, and only the folder keeps others out.
        Path access = Files.createTempDirectory("bench").resolve("kubeconfig");
        Files.copy(Path.of(System.getenv("KUBECONFIG")), access);
        Files.setPosixFilePermissions(access, PosixFilePermissions.fromString("rw-r--r--"));
        WebhookContainer container = new WebhookContainer(freePort(), freePort(), access);
        docker("rm", "--force", NAME);
        List<String> words = new ArrayList<>(
                List.of("create", "--name", NAME, "--network", "host", "--read-only", "--tmpfs", "/tmp"));
        words.addAll(List.of("--volume", access + ":/kubeconfig:ro"));
        for (String setting : List.of(
                "KUBECONFIG=/kubeconfig",
                "TACHYDROMOS_NAMESPACE=" + bed.release().namespace(),
                "TACHYDROMOS_SUITE=" + bed.release().object("suite"),
                "TACHYDROMOS_SERVING=" + SERVING,
                "MICRONAUT_SERVER_SSL_PORT=" + container.port,
                "ENDPOINTS_ALL_PORT=" + container.health)) {
            words.addAll(List.of("--env", setting));
        }
        words.addAll(List.of(IMAGE, "webhook"));
        docker(words.toArray(String[]::new));
        return container;
    }

    private static void certificate(TestBed bed) throws Exception {
        TlsPair pair = TestAuthority.ofThisRun().issue(LeafOrder.of(HOST));
        Path folder = Files.createTempDirectory("bench");
        Path certificates = Files.writeString(folder.resolve("tls.crt"), pair.certificates());
        Path key = Files.writeString(folder.resolve("tls.key"), pair.privateKey());
        try {
            bed.kubectl().run("delete", "secret", SERVING, "--ignore-not-found");
            bed.kubectl().run("create", "secret", "tls", SERVING, "--cert=" + certificates, "--key=" + key);
            bed.kubectl().run("label", "secret", SERVING, BenchmarkPods.LABEL + "=");
        } finally {
            Files.delete(certificates);
            Files.delete(key);
            Files.delete(folder);
        }
    }

    int port() {
        return port;
    }

    /** Starts it, anew if it runs, and returns how long after the JVM's start it was ready. */
    Duration start() throws Exception {
        docker("stop", NAME);
        docker("start", NAME);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (status("/health/readiness") != 200) {
            if (System.nanoTime() > end) {
                throw new IOException("the webhook is not ready: " + docker("logs", NAME));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        long ready = System.currentTimeMillis();
        Matcher started = STARTED.matcher(page("/prometheus").body());
        if (!started.find()) {
            throw new IOException("the webhook does not tell when it was started");
        }
        return Duration.ofMillis(ready - Math.round(Double.parseDouble(started.group(1)) * 1000));
    }

    private int status(String path) throws InterruptedException {
        try {
            return page(path).statusCode();
        } catch (IOException _) {
            return 0; // nobody listens yet
        }
    }

    private HttpResponse<String> page(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + health + path))
                .timeout(LIMIT)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static String docker(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        return new Command(all).run().text();
    }

    /** The Secret goes with the other things of the benchmarks. */
    @Override
    public void close() throws IOException {
        client.close();
        Cleanup.of("container " + NAME, () -> docker("rm", "--force", NAME));
        Files.delete(access);
        Files.delete(access.getParent());
    }
}
