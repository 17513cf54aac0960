// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Release;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartE2E {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    // bash itself connects: the image needs no client for this.
    private static final String GREETING = "exec 3<>/dev/tcp/127.0.0.1/25 && head -n 1 <&3";

    private final Workspace workspace = Workspace.find();
    private final Release release = new Release("first", "first-start");
    private final Kubectl kubectl = Kubectl.in(release.namespace());
    private final SuiteDocument document = new SuiteDocument(kubectl, release);

    @BeforeEach
    void createNamespace() throws Exception {
        kubectl.run("create", "namespace", release.namespace());
    }

    @Test
    void noDaemonStartsOnADocumentThatWasNeverGood(@TempDir Path folder) throws Exception {
        Path values = workspace.path("e2e/second-values.yaml");
        // nobody is there to refuse it, as on any first start
        String rendered = Helm.in(workspace).template(release, values, "--no-hooks", "--set=webhook.enabled=false");
        String bad = rendered.replaceFirst("messageSizeLimitMb: 50", "messageSizeLimitMb: fifty");
        assertThat(bad).isNotEqualTo(rendered);
        Path manifest = Files.writeString(folder.resolve("bad.yaml"), bad);

        kubectl.run("apply", "-f", manifest.toString());

        Eventually.until(
                "readiness names the fault",
                LIMIT,
                () -> document.readiness("postfix").body().contains("postfix.messageSizeLimitMb"));
        assertThat(document.readiness("postfix").status()).isEqualTo(503);
        Eventually.until(
                "the postfix container runs",
                LIMIT,
                () -> kubectl.exec(release.pod("postfix"), "postfix", "echo", "here")
                        .equals("here"));
        assertThat(greets().text()).isEmpty();

        document.write(document.read().replaceFirst("messageSizeLimitMb: fifty", "messageSizeLimitMb: 50"));

        Eventually.until("Postfix greets", LIMIT, () -> greets().text().startsWith("220 mail.second.example"));
    }

    private Command.Output greets() throws Exception {
        return kubectl.command("exec", release.pod("postfix"), "-c", "postfix", "--", "bash", "-c", GREETING)
                .answer();
    }

    @AfterEach
    void removeNamespace() throws Exception {
        kubectl.run("delete", "namespace", release.namespace());
    }
}
