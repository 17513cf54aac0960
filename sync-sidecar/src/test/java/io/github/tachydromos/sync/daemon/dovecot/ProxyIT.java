// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.ContainerNetwork;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.rule.Judgement;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonContainer;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.LineConnection;
import io.github.tachydromos.sync.daemon.WantedLeaf;
import io.github.tachydromos.sync.daemon.dovecot.ClientProxy.Way;
import io.github.tachydromos.sync.daemon.haproxy.HaproxyDaemon;
import io.github.tachydromos.sync.daemon.postfix.PostfixContainer;
import io.github.tachydromos.sync.daemon.postfix.PostfixDaemon;
import io.github.tachydromos.sync.daemon.postfix.TestDirectory;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.Network;

/** Who a client is, is known behind a proxy, too, and believed of no other: real Postfix, Dovecot and HAProxy, twice. */
class ProxyIT {
    private static final TestPairs AUTHORITY = new TestPairs();
    private static final Path REPLICA = Path.of("/var/lib/tachydromos/replica/directory.sqlite");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> TARGETS =
            List.of("postfix:26", "postfix:466", "postfix:588", "dovecot:10143", "dovecot:10993");
    private static final List<Way> WAYS = TARGETS.stream()
            .flatMap(target -> IntStream.of(1, 2).mapToObj(version -> new Way(target, version)))
            .toList();

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static Network network;
    private static PostfixContainer postfix;
    private static DaemonContainer haproxy;
    private static DovecotContainer dovecot;
    private static ClientProxy proxy;
    private static RenderedTree served;
    private static int client;

    @BeforeAll
    static void start() throws Exception {
        network = Network.newNetwork();
        Path state = folder.resolve("postfix");
        new TestDirectory(state);
        postfix = new PostfixContainer(state).withNetwork(network).withNetworkAliases("postfix");
        postfix.addExposedPorts(26, 466, 588);
        postfix.start();
        haproxy = new DaemonContainer("haproxy", folder.resolve("haproxy"))
                .withNetworkMode("container:" + postfix.getContainerId());
        haproxy.start();
        dovecot = new DovecotContainer("dovecot", folder.resolve("dovecot"));
        ReplicaOfTheSeed.write(dovecot.replica(), folder.resolve("dovecot/mail"));
        dovecot.withNetwork(network).withNetworkAliases("dovecot").start();
        proxy = new ClientProxy(network, WAYS);
        proxy.start();
        Suite suite = suite("sogo: {enabled: false}");
        served = tree(new PostfixDaemon(), suite);
        assertThat(postfix.check(served)).isEqualTo(new Answer(0, ""));
        postfix.promote(served);
        assertThat(haproxy.check(tree(new HaproxyDaemon(), suite))).isEqualTo(new Answer(0, ""));
        haproxy.promote(tree(new HaproxyDaemon(), suite));
        dovecot.serve(tree(new DovecotDaemon(dovecot.control, dovecot.ports()), suite));
        for (Way way : WAYS) {
            Eventually.soon("answered at " + way, () -> !greeting(way, next4()).isEmpty());
        }
    }

    @AfterAll
    static void stop() throws Exception {
        proxy.stop();
        dovecot.shell("rm -rf /var/mail/*");
        dovecot.stop();
        haproxy.stop();
        postfix.stop();
        network.close();
    }

    static Stream<Way> ways() {
        return WAYS.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void knowsTheClientByItsAddress(Way way) throws Exception {
        for (String address : List.of(next4(), next6())) {
            greeting(way, address);

            Eventually.shows("the log names " + address, () -> log(way), log -> log.contains(named(way, address)));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void refusesAHeaderOfWhoIsNoProxy(Way way) throws Exception {
        String forged = next4();

        assertThatThrownBy(() -> greeting(way, stranger(way), forged)).isInstanceOf(IOException.class);

        assertThat(log(way)).doesNotContain(named(way, forged));
        String gateway = network(postfix).getGateway();
        Eventually.shows("the refusal is told", () -> refusals(way), log -> log.contains(gateway));
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void writesTheClientIntoTheMail(int version) throws Exception {
        String address = next6();
        try (var smtp = open(proxy.entrance(new Way("postfix:26", version)), address)) {
            say(smtp, null, "220");
            say(smtp, "EHLO stranger.example", "250");
            say(smtp, "MAIL FROM:<friend@elsewhere.example>", "250");
            say(smtp, "RCPT TO:<alice@example.org>", "250");
            say(smtp, "DATA", "354");
            String queued = say(smtp, "Subject: x\r\n\r\nx\r\n.", "250");
            String id = queued.substring(queued.lastIndexOf(' ') + 1);

            String mail = postfix.execInContainer("postcat", "-hq", id).getStdout();

            assertThat(mail).contains("Received: from stranger.example (unknown [IPv6:" + address + "])");
        }
    }

    /** What comes through the loopback is not from the pod itself, and the proxy is no client. */
    @Test
    void relaysForNobodyBecauseOfTheProxy() throws Exception {
        Suite relaying = suite("postfix: {relayNetworks: [192.0.2.0/24]}");
        postfix.promote(tree(new PostfixDaemon(), relaying));
        postfix.control("reload");
        Eventually.shows(
                "relays for a client of its networks",
                () -> relay("PROXY TCP4 192.0.2.9 192.0.2.1 9 25"),
                "250"::equals);

        for (String header : List.of(
                "PROXY TCP4 198.51.100.1 192.0.2.1 9 25",
                "PROXY TCP4 127.0.0.1 127.0.0.1 9 25",
                "PROXY TCP6 ::1 ::1 9 25",
                "PROXY TCP6 ::ffff:127.0.0.1 ::1 9 25",
                "PROXY UNKNOWN")) {
            assertThat(relay(header)).as(header).isEqualTo("554");
        }

        postfix.promote(served);
        postfix.control("reload");
    }

    @Test
    void servesTheMailCertificateBehindTheProxy() throws Exception {
        for (String target : List.of("postfix:466", "dovecot:10993")) {
            try (var connection = open(proxy.entrance(new Way(target, 2)), next4())) {
                assertThat(connection.startTls())
                        .isEqualTo(WantedLeaf.of(served, Daemon.MAIL_PAIR).certificate());
            }
        }
    }

    @Test
    void keepsSessionsOverAReloadAndTakesNewListsOver() throws Exception {
        var way = new Way("postfix:26", 2);
        try (var smtp = open(proxy.entrance(way), next4())) {
            say(smtp, null, "220");
            Suite narrower = suite("postfix: {trustedProxies: [192.0.2.1]}");
            haproxy.promote(tree(new HaproxyDaemon(), narrower));
            assertThat(haproxy.control().reload()).isEqualTo(new Answer(0, ""));

            assertThatThrownBy(() -> greeting(way, next4())).isInstanceOf(IOException.class);
            say(smtp, "EHLO stranger.example", "250");
        }

        haproxy.promote(tree(new HaproxyDaemon(), suite("sogo: {enabled: false}")));
        assertThat(haproxy.control().reload()).isEqualTo(new Answer(0, ""));
        assertThat(greeting(way, next4())).startsWith("220");
    }

    /** What the first recipient elsewhere is answered. */
    private static String relay(String header) throws IOException {
        try (var smtp = new LineConnection(proxy.entrance(new Way("postfix:26", 2)), PATIENCE)) {
            smtp.writeLine(header);
            say(smtp, null, "220");
            say(smtp, "EHLO stranger.example", "250");
            say(smtp, "MAIL FROM:<friend@elsewhere.example>", "250");
            return say(smtp, "RCPT TO:<a@elsewhere.example>", "").substring(0, 3);
        }
    }

    private static String say(LineConnection smtp, @Nullable String command, String reply) throws IOException {
        if (command != null) {
            smtp.writeLine(command);
        }
        return smtp.expectAfter(line -> line.startsWith("-", 3), reply);
    }

    private static String greeting(Way way, String address) throws IOException {
        return greeting(way, proxy.entrance(way), address);
    }

    /** The first line under the client's TLS, if there is TLS from the start. */
    private static String greeting(Way way, InetSocketAddress entrance, String address) throws IOException {
        try (var connection = open(entrance, address)) {
            if (way.target().endsWith(":466") || way.target().endsWith(":10993")) {
                connection.startTls();
            }
            // Nothing more is said: without an authentication instance Postfix would end at the next word on 466 and
            // 588.
            return way.target().endsWith(":466") ? "TLS" : connection.readLine();
        }
    }

    private static LineConnection open(InetSocketAddress entrance, String address) throws IOException {
        var connection = new LineConnection(entrance, PATIENCE);
        connection.writeLine("PROXY TCP" + (address.contains(":") ? "6 " : "4 ") + address + " "
                + (address.contains(":") ? "2001:db8::1" : "192.0.2.1") + " 40000 25");
        return connection;
    }

    /** The port itself, which the test reaches from no trusted network. */
    private static InetSocketAddress stranger(Way way) {
        int port = Integer.parseInt(way.target().split(":")[1]);
        return way.target().startsWith("postfix") ? postfix.listener(port) : dovecot.outside(port);
    }

    private static String log(Way way) {
        return way.target().startsWith("postfix") ? postfix.getLogs() : dovecot.getLogs();
    }

    private static String refusals(Way way) {
        String log = way.target().startsWith("postfix") ? haproxy.getLogs() : dovecot.getLogs();
        return log.lines()
                .filter(line -> line.contains(" PR ") || line.contains("haproxy: Client not trusted"))
                .collect(Collectors.joining("\n"));
    }

    private static String named(Way way, String address) {
        return way.target().startsWith("postfix") ? "connect from unknown[" + address + "]" : "rip=" + address + ",";
    }

    private static String next4() {
        return "203.0.113." + ++client;
    }

    private static String next6() {
        return "2001:db8:5::" + ++client;
    }

    private static ContainerNetwork network(PostfixContainer of) {
        return of.getCurrentContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .findFirst()
                .orElseThrow();
    }

    private static Suite suite(String more) throws IOException {
        String trusting = """
                postfix:
                  enableProxyProtocol: {smtp: true, smtps: true, submission: true}
                  trustedProxies: [%1$s]
                dovecot:
                  enableProxyProtocol: {imap: true, imaps: true}
                  trustedProxies: [%1$s]
                """.formatted(proxy.address());
        return switch (SuiteJudge.judge(SuiteFixture.changedBy(SuiteFixture.changedBy(trusting), more))) {
            case Judgement.Accepted accepted -> accepted.suite();
            case Judgement other -> throw new AssertionError(other);
        };
    }

    private static RenderedTree tree(Daemon daemon, Suite suite) {
        Map<String, Map<String, String>> secrets = daemon.secrets(suite).stream()
                .collect(Collectors.toMap(name -> name, name -> GoldenCase.secret(AUTHORITY.secret(name))));
        return daemon.render(new Inputs(suite, secrets, REPLICA));
    }
}
