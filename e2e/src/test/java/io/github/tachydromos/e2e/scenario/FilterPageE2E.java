// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.browser.Chromium;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.PortForward;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.stranger.OutsideHosts;
import io.github.tachydromos.e2e.stranger.OutsideHosts.Host;
import io.github.tachydromos.e2e.subject.RspamdInterface;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rspamd's web interface and metrics, beyond what the demo shows of them. */
class FilterPageE2E {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CONTROLLER = 11334;
    private static final int SIDECAR = 8081;

    @TempDir
    private static Path folder;

    private final TestBed bed = RunningSuite.bed();
    private final String secret = bed.release().object("rspamd");

    @Test
    void worksBelowAPathThatTheFrontDoorTakesOff() throws Exception {
        Letter letter = RunningSuite.deliver(bed);
        try (PortForward forward = forward();
                FrontDoor door = FrontDoor.open("/rspamd/", forward.port());
                Chromium browser = Chromium.start()) {
            var failed = new ArrayList<String>();
            browser.page().onResponse(response -> {
                if (response.status() >= 400 && response.status() != 401) {
                    failed.add(response.status() + " " + response.url());
                }
            });
            var page = new RspamdInterface(browser.page());

            assertThat(page.login(door.address(), password())).isTrue();
            assertThat(page.inHistory(letter.id())).contains(letter.subject());
            assertThat(failed).isEmpty();
        }
    }

    @Test
    void asksForANewPasswordWithoutARestart() throws Exception {
        String old = password();
        var restarts = RunningSuite.pod("rspamd").restarts();
        try (PortForward forward = forward();
                Chromium browser = Chromium.start()) {
            URI address = URI.create("http://127.0.0.1:" + forward.port() + "/");
            var page = new RspamdInterface(browser.page());
            setPassword("battery staple");
            try {
                Eventually.until("the new password is taken", LIMIT, () -> page.login(address, "battery staple"));
                assertThat(page.login(address, old)).isFalse();
            } finally {
                setPassword(old);
            }
            Eventually.until("the old one is taken again", LIMIT, () -> page.login(address, old));
        }
        assertThat(RunningSuite.pod("rspamd").restarts()).isEqualTo(restarts);
    }

    @Test
    void showsItsMetricsToTheCollectorAndNothingElse() throws Exception {
        SidecarPages.Page page = new SidecarPages(bed.kubectl(), bed.release(), "rspamd").daemonMetrics();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("\nrspamd_scanned_total ");

        String address = bed.kubectl()
                .get("pod", bed.release().pod("rspamd"))
                .path("status")
                .path("podIP")
                .asText();
        List<String> doors = List.of(address + ":" + CONTROLLER, address + ":" + SIDECAR, address + ":11332");
        OutsideHosts outside = OutsideHosts.start(Workspace.find());
        assertThat(outside.reachable(Host.POD, doors)).isEmpty();
        String policy = metricsPolicy();
        bed.kubectl().run("apply", "-f", policy);
        try {
            Eventually.until(
                    "the sidecar answers the collector",
                    LIMIT,
                    () -> outside.reachable(Host.POD, doors).equals(List.of(address + ":" + SIDECAR)));
        } finally {
            bed.kubectl().run("delete", "-f", policy);
        }
    }

    /** A file with what the chart makes of the values that let the pods outside collect metrics. */
    private String metricsPolicy() throws IOException, InterruptedException {
        Workspace workspace = Workspace.find();
        String policy = Helm.in(workspace)
                .template(
                        bed.release(),
                        workspace.path("e2e/demo-values.yaml"),
                        "--show-only=templates/suite/networkpolicy-metrics.yaml",
                        "--set-json=network.metrics.from=[{\"namespaceSelector\":{\"matchLabels\":"
                                + "{\"kubernetes.io/metadata.name\":\"outside\"}}}]");
        return Files.writeString(folder.resolve("policy.yaml"), policy).toString();
    }

    private PortForward forward() throws IOException {
        return bed.kubectl().forward("pod/" + bed.release().pod("rspamd"), CONTROLLER);
    }

    private String password() throws IOException, InterruptedException {
        return new String(bed.secret(secret, "rspamdPassword"), StandardCharsets.UTF_8);
    }

    private void setPassword(String password) throws IOException, InterruptedException {
        String encoded = Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
        bed.kubectl()
                .run(
                        "patch",
                        "secret",
                        secret,
                        "--type=merge",
                        "--patch={\"data\":{\"rspamdPassword\":\"" + encoded + "\"}}");
    }
}
