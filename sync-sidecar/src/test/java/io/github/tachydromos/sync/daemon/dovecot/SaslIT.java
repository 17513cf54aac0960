// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Network;

/** The auth-only instance, asked as Postfix asks it. */
class SaslIT {
    private static final TestPairs AUTHORITY = new TestPairs();

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static Network network;
    private static SlapdContainer slapd;
    private static DovecotContainer container;
    private static SaslDaemon sasl;
    private static RenderedTree tree;

    @BeforeAll
    static void start() throws Exception {
        network = Network.newNetwork();
        slapd = new SlapdContainer(network, folder, AUTHORITY);
        slapd.start();
        slapd.seed();
        container = new DovecotContainer("sasl", folder);
        ReplicaOfTheSeed.write(container.replica(), folder.resolve("mail"));
        container.withNetwork(network).start();
        sasl = new SaslDaemon(container.control);
        tree = GoldenCase.named("sasl", "embedded-directory").render(sasl, AUTHORITY);
        container.serve(tree);
        Eventually.soon("the sockets are there", SaslIT::openSockets);
    }

    @AfterAll
    static void stop() {
        container.stop();
        slapd.stop();
        network.close();
    }

    @Test
    void passesItsProbe() {
        assertThat(sasl.probes(tree)).allSatisfy(Probe::run);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Alice@Example.ORG, alice-demo-password, alice@example.org",
        "SysMail@example.org, superuser-password, sysmail@example.org",
        "robot@example.org, report-demo-password, robot@example.org", // send-only: may submit
    })
    void knowsALoginByItsPrimaryAddress(String user, String password, String login) throws Exception {
        assertThat(auth(user, password)).contains("auth succeeded", "user=" + login + "\n");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "alice@example.org, wrong",
        "sysmail@example.org, wrong",
        "frank@example.org, frank-demo-password", // inactive
        "info@example.com, carol-demo-password", // an alias
        "*, alice-demo-password",
        "tachydromos-probe, probe-password", // from elsewhere than the pod
    })
    void refusesALogin(String user, String password) throws Exception {
        assertThat(auth(user, password)).contains("auth failed");
    }

    @Test
    void knowsWhoWasHereWhileTheDirectoryIsDown() throws Exception {
        assertThat(auth("bob@example.org", "bob-demo-password")).contains("auth succeeded");

        slapd.stopOnly();
        try {
            assertThat(auth("bob@example.org", "bob-demo-password")).contains("auth succeeded");
            assertThat(auth("sysmail@example.org", "superuser-password")).contains("auth succeeded");
            sasl.directoryChanged(new DirectoryChange(Set.of("bob@example.org"), Set.of()), tree, container.socket());
            assertThat(auth("bob@example.org", "bob-demo-password")).contains("code=temp_fail");
        } finally {
            slapd.startAgain();
        }
        Eventually.soon(
                "the directory is asked again",
                () -> quietly("bob@example.org", "bob-demo-password").contains("auth succeeded"));
    }

    @Test
    void trustsNoOtherAuthority() throws Exception {
        container.serve(GoldenCase.named("sasl", "embedded-directory").render(sasl, new TestPairs()));
        try {
            // A reload returns before the auth process that read the old tree is gone.
            Eventually.soon(
                    "the other authority alone is trusted",
                    () -> quietly("grace@example.org", "grace-demo-password").contains("code=temp_fail"));
        } finally {
            container.serve(tree);
        }
        Eventually.soon(
                "the right authority is trusted",
                () -> quietly("grace@example.org", "grace-demo-password").contains("auth succeeded"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded-directory", "foreign-directory"})
    void judgesTheGoldenTreesWell(String name) throws IOException {
        RenderedTree golden = GoldenCase.named("sasl", name).render(sasl, AUTHORITY);

        assertThat(container.check(golden)).isEqualTo(new DaemonControl.Answer(0, ""));
    }

    @Test
    void refusesATreeThatDovecotDoesNotUnderstand() throws IOException {
        var answer = container.check(DovecotDaemonTest.with(tree, "login.conf", "auth_mechanism = plain\n"));

        assertThat(answer.output()).contains("auth_mechanism: Unknown setting");
        assertThat(answer.passed()).isFalse();
    }

    @Test
    void tellsWhenAProbeIsRefused() {
        RenderedTree other = DovecotDaemonTest.with(tree, LoginFiles.PROBE_PASSWORD, "another\n");

        assertThatThrownBy(() -> sasl.probes(other).getFirst().run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("FAIL");
    }

    /** Through the very socket that Postfix uses, from an address outside the pod. */
    private static String auth(String user, String password) throws Exception {
        var result = container.execInContainer(
                "doveadm", "auth", "test", "-a", "/run/sasl/auth", "-x", "rip=192.0.2.1", user, password);
        return result.getStdout() + result.getStderr();
    }

    private static String quietly(String user, String password) {
        try {
            return auth(user, password);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static boolean openSockets() {
        try {
            container.shell("test -S /run/tachydromos/sasl/auth-master");
            container.openSockets();
            return true;
        } catch (Exception | AssertionError _) {
            return false;
        }
    }
}
