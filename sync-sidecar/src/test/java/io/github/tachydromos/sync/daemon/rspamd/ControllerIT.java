// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.DaemonMetrics;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Network;

/** What the real Rspamd's controller shows to whom, and what the sidecar sees of the real Valkey beside it. */
class ControllerIT {
    private static final String PASSWORD = "correct horse";
    private static final RenderedTree TREE = new RspamdDaemon().render(FilterSuite.inputs());
    private static final String MAIL = "From: friend@elsewhere.example\r\nTo: alice@example.org\r\n"
            + "Subject: hello\r\nMessage-ID: <1@elsewhere.example>\r\n"
            + "Date: Wed, 25 Nov 2026 12:00:00 +0000\r\n\r\nHow are you?\r\n";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Network network;
    private static RspamdPod pod;
    private static RspamdDaemon daemon;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        network = Network.newNetwork();
        pod = new RspamdPod(folder, network);
        pod.start(TREE);
        daemon = new RspamdDaemon(new RspamdProbes(pod.rspamd::listener), pod.valkey());
        Eventually.soon("the controller answers", () -> status("/ping", PASSWORD) == 200);
    }

    @AfterAll
    static void stop() {
        pod.close();
        network.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/metrics", "/stat", "/history", "/auth", "/symbols", "/maps", "/errors", "/graph?type=day"})
    void showsNothingWithoutThePassword(String page) throws Exception {
        assertThat(status(page, "")).isEqualTo(401);
        assertThat(status(page, "correct hors")).isEqualTo(401);
        assertThat(status(page, PASSWORD)).isEqualTo(200);
    }

    /** A front door may say that the browser is on this very host. */
    @Test
    void believesNoAddressThatAHeaderNames() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/stat"))
                .header("X-Forwarded-For", "127.0.0.1")
                .header("X-Real-IP", "127.0.0.1")
                .header("IP", "127.0.0.1")
                .build();

        assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }

    @Test
    void givesItsMetricsToTheSidecar() throws Exception {
        DaemonMetrics metrics = daemon.metrics(TREE).orElseThrow();

        assertThat(metrics.type()).startsWith("application/openmetrics-text");
        assertThat(metrics.text()).contains("rspamd_scanned_total ").endsWith("# EOF\n");
    }

    @Test
    void asksForTheNewPasswordAfterAReload() throws Exception {
        promote(withPassword("battery staple"));
        try {
            Eventually.soon("the new password is asked for", () -> status("/stat", "battery staple") == 200);
            assertThat(status("/stat", PASSWORD)).isEqualTo(401);
            assertThat(daemon.metrics(withPassword("battery staple"))).isPresent();
            assertThatThrownBy(() -> daemon.metrics(TREE)).hasMessage("the controller answered 401");
        } finally {
            promote(TREE);
        }
        Eventually.soon("the old one is back", () -> status("/stat", PASSWORD) == 200);
    }

    @Test
    void scansWhileValkeyIsDead() throws Exception {
        Probe.Look look = () -> daemon.companions().getFirst().look().take(pod.rspamd.control());
        look.take();

        pod.killValkey();
        try {
            assertThatThrownBy(look::take).isInstanceOf(IOException.class).hasMessageContaining("Connection refused");
            assertThat(scan()).contains("\"action\":\"");
            workingProbes();
        } finally {
            pod.startValkeyAgain();
        }
        Eventually.soon("it is back", () -> {
            look.take();
            return true;
        });
    }

    @Test
    void scansWhileValkeyHangs() throws Exception {
        Probe.Look look = () -> daemon.companions().getFirst().look().take(pod.rspamd.control());
        pod.pauseValkey();
        try {
            assertThatThrownBy(look::take).isInstanceOf(IOException.class).hasMessageContaining("within PT1S");
            Instant begin = Instant.now();
            assertThat(scan()).contains("\"action\":\"");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
            workingProbes();
        } finally {
            pod.resumeValkey();
        }
        look.take();
    }

    private static void workingProbes() throws IOException {
        for (Probe probe : daemon.probes(TREE)) {
            probe.run();
        }
    }

    private static RenderedTree withPassword(String password) {
        var files = new TreeMap<>(TREE.files());
        files.put(RspamdDaemon.PASSWORD, password + "\n");
        return new RenderedTree(files);
    }

    private static void promote(RenderedTree tree) throws Exception {
        pod.rspamd.promote(tree);
        assertThat(pod.rspamd.control().reload()).isEqualTo(new Answer(0, ""));
    }

    private static String scan() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/checkv2"))
                .header("Password", PASSWORD)
                .header("From", "friend@elsewhere.example")
                .header("Rcpt", "alice@example.org")
                .header("IP", "192.0.2.25")
                .POST(BodyPublishers.ofString(MAIL))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static int status(String page, String password) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(page));
        if (!password.isEmpty()) {
            request.header("Password", password);
        }
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static URI uri(String page) {
        InetSocketAddress address = pod.rspamd.listener(11334);
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + page);
    }
}
