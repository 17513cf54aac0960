// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Node;
import io.github.tachydromos.e2e.cluster.Release;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.directory.Account;
import io.github.tachydromos.e2e.subject.DirectoryChangeChecks;
import io.github.tachydromos.e2e.subject.GroupwareChecks;
import io.github.tachydromos.e2e.subject.InboundChecks;
import io.github.tachydromos.e2e.subject.LoginChecks;
import io.github.tachydromos.e2e.subject.SieveChecks;
import io.github.tachydromos.e2e.subject.SubmissionChecks;
import io.github.tachydromos.e2e.subject.WebmailChecks;
import io.github.tachydromos.e2e.suite.Installation;
import io.github.tachydromos.e2e.suite.TestBed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondReleaseE2E {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Release release = new Release("second", "elsewhere");

    /** Its directory and its database are servers of somebody else. */
    @Test
    void acceptsMailSoonLivesBesideTheFirstAndGoesAway(@TempDir Path folder) throws Exception {
        TestBed first = RunningSuite.bed();
        OutsideServers servers = OutsideServers.start(first.stranger(), Kubectl.in(release.namespace()), folder);
        Installation installation = new Installation(
                release,
                List.of("e2e/second-values.yaml", "e2e/outside-values.yaml"),
                "mail.second.example",
                new Node().address(),
                System.out::println);

        Installation.Running running = installation.bringUp(servers);
        System.out.println("helm install to first accepted mail: " + running.untilFirstMail());
        System.out.println("to the first webmail login: " + running.untilFirstWebmail());
        assertThat(running.fresh()).isTrue();
        assertThat(running.untilFirstMail()).isLessThanOrEqualTo(Installation.FIRST_MAIL);
        assertThat(running.untilFirstWebmail()).isLessThanOrEqualTo(Installation.FIRST_WEBMAIL);

        try (TestBed second = running.bed()) {
            Letter letter = Letter.of(ForeignServer.SENDER, "alice@example.org");
            assertThat(second.foreignServer().send(letter).accepted()).isTrue();
            Account alice = second.account("alice@example.org");
            second.mailClient().awaitLetter(alice, "INBOX", letter, LIMIT);

            assertThat(RunningSuite.delivers(first)).isTrue();
            try (var store = first.mailClient().login(alice)) {
                assertThat(first.mailClient().holds(store, "INBOX", letter)).isFalse();
            }
            keepsTheSamePromises(second);
        }
        uninstall();
    }

    private static void keepsTheSamePromises(TestBed bed) {
        List<Check.Result> results = Stream.of(
                        new InboundChecks(bed),
                        new SubmissionChecks(bed),
                        new LoginChecks(bed),
                        new SieveChecks(bed),
                        new WebmailChecks(bed),
                        new GroupwareChecks(bed),
                        new DirectoryChangeChecks(bed))
                .flatMap(subject -> subject.checks().stream())
                .map(Check::run)
                .toList();

        assertThat(results).filteredOn(result -> !result.pass()).isEmpty();
    }

    /** The document goes with its release and not before. */
    private void uninstall() throws Exception {
        Kubectl kubectl = Kubectl.in(release.namespace());
        String document = release.object("suite");
        Eventually.until(
                "its webhook keeps the document",
                LIMIT,
                () -> kubectl.command("delete", "configmap", document)
                        .answer()
                        .errors()
                        .contains("remove the release with helm uninstall"));

        Helm.in(Workspace.find()).uninstall(release);

        assertThat(kubectl.command("get", "configmap", document).answer().exit())
                .isNotZero();
        assertThat(kubectl.run("get", "validatingwebhookconfigurations", "--output=name"))
                .doesNotContain("." + release.namespace());
    }

    @AfterEach
    void remove() throws Exception {
        Helm.in(Workspace.find()).uninstall(release);
        Kubectl.in(release.namespace()).run("delete", "namespace", release.namespace(), "--ignore-not-found");
        OutsideServers.stop();
    }
}
