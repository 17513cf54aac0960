// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.render.RenderedTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.Network;

/** Outgoing mail by way of a relay host that wants a password: two real Postfixes, and a Dovecot that knows it. */
class RelayIT {
    private static final PostfixDaemon DAEMON = new PostfixDaemon();
    private static final Map<String, String> ACCOUNT =
            Map.of("username", RelayHost.CUSTOMER, "password", RelayHost.PASSWORD + "\n");

    @TempDir
    static Path folder;

    private static Network network;
    private static TestPairs authority;
    private static RelayHost relay;
    private static PostfixContainer postfix;

    @BeforeAll
    static void startBoth() throws Exception {
        network = Network.newNetwork();
        authority = new TestPairs();
        relay = new RelayHost(folder.resolve("provider"), network, authority);
        relay.start();
        postfix = customer(folder.resolve("state"));
        postfix.start();
    }

    private static PostfixContainer customer(Path state) throws Exception {
        new TestDirectory(state);
        return new PostfixContainer(state).withNetwork(network);
    }

    @AfterAll
    static void stop() {
        postfix.stop();
        relay.stop();
        network.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {587, 465})
    void handsMailInWithThePassword(int port) throws Exception {
        RenderedTree tree = tree(RelayHost.NAME, port, with(Map.of("ca.crt", authority.pem())));
        assertThat(postfix.check(tree)).isEqualTo(new Answer(0, ""));
        serve(postfix, tree);

        String mail = send(postfix);

        postfix.eventually("handed in", () -> fate(mail), fate -> fate.contains("status=sent (250 "));
        assertThat(relay.queue()).contains(mail);
    }

    @Test
    void keepsMailWhileThePasswordIsWrong() throws Exception {
        var wrong = with(Map.of("ca.crt", authority.pem()));
        wrong.put("password", "another");
        serve(postfix, tree(RelayHost.NAME, 587, wrong));

        String mail = send(postfix);
        postfix.eventually(
                "deferred", () -> fate(mail), fate -> fate.contains("status=deferred (SASL authentication failed"));
        assertThat(fate(mail)).doesNotContain("status=bounced").doesNotContain("another");

        serve(postfix, tree(RelayHost.NAME, 587, with(Map.of("ca.crt", authority.pem()))));
        postfix.execInContainer("postqueue", "-f");
        postfix.eventually("handed in", () -> fate(mail), fate -> fate.contains("status=sent (250 "));
    }

    @ParameterizedTest(name = "{0}:{1}, authority known: {2}")
    @CsvSource({
        RelayHost.OTHER_NAME + ", 587, true",
        RelayHost.OTHER_NAME + ", 465, true",
        RelayHost.NAME + ", 587, false",
        RelayHost.NAME + ", 465, false",
    })
    void tellsThePasswordToNobodyElse(String host, int port, boolean authorityKnown) throws Exception {
        serve(postfix, tree(host, port, with(authorityKnown ? Map.of("ca.crt", authority.pem()) : Map.of())));
        RelayHost.Sessions before = relay.sessions();

        String mail = send(postfix);

        postfix.eventually(
                "deferred", () -> fate(mail), fate -> fate.contains("status=deferred (Server certificate not "));
        assertThat(fate(mail)).doesNotContain("status=bounced");
        postfix.eventually(
                "the end of the session",
                () -> relay.sessions().toString(),
                _ -> relay.sessions().all() > before.all());
        assertThat(relay.sessions().withLogin()).isEqualTo(before.withLogin());
    }

    @Test
    void trustsPublicAuthoritiesBesideTheRelayHostsOwn() throws Exception {
        Path pem = Files.writeString(folder.resolve("public.pem"), authority.pem());
        try (PostfixContainer other = customer(folder.resolve("other"))
                .withFileSystemBind(pem.toString(), "/etc/ssl/certs/" + hash(pem) + ".0", BindMode.READ_ONLY)) {
            other.start();
            String helpless = authority.secret("another.example").get("tls.crt");
            serve(other, tree(RelayHost.NAME, 587, with(Map.of("ca.crt", helpless))));

            String mail = send(other);

            other.eventually(
                    "handed in", other::getLogs, log -> log.contains(mail) && log.contains("status=sent (250 "));
        }
    }

    /** The name under which OpenSSL looks for a certificate. */
    private static String hash(Path pem) throws Exception {
        return postfix.execInContainer(
                        "sh", "-c", "echo \"$0\" | openssl x509 -noout -subject_hash", Files.readString(pem))
                .getStdout()
                .strip();
    }

    /** The text of a mail's log lines so far. */
    private static String fate(String mail) {
        return String.join(
                "\n",
                postfix.getLogs().lines().filter(line -> line.contains(mail)).toList());
    }

    /** Puts a mail into the queue as a program of the pod would; its recipient is told from all others. */
    private static String send(PostfixContainer postfix) throws Exception {
        String recipient = RelayHost.RECIPIENT.replace("@", "+" + UUID.randomUUID() + "@");
        var sent = postfix.execInContainer(
                "sh", "-c", "echo Subject: relayed | sendmail -f alice@example.org " + recipient);
        assertThat(sent.getExitCode()).as(sent.getStderr()).isZero();
        return recipient;
    }

    private static Map<String, String> with(Map<String, String> authority) {
        var secret = new HashMap<>(ACCOUNT);
        secret.putAll(authority);
        return secret;
    }

    private static RenderedTree tree(String host, int port, Map<String, String> secret) throws Exception {
        Inputs golden = GoldenCase.named("relay-with-password")
                .inputs(authority, suite -> suite.replace("smtp.example.net]:587", host + "]:" + port));
        var secrets = new HashMap<>(golden.secrets());
        secrets.put("relay-account", secret);
        return DAEMON.render(new Inputs(golden.suite(), secrets, golden.replica(), true));
    }

    private static void serve(PostfixContainer postfix, RenderedTree tree) throws Exception {
        assertThat(postfix.promote(tree)).isEqualTo(new Answer(0, ""));
        // The first one starts Postfix, which cannot be reloaded before it has started.
        postfix.eventually("reloaded", () -> postfix.control("reload").exitCode() + "", "0"::equals);
    }
}
