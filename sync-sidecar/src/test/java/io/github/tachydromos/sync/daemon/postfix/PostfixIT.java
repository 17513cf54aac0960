// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.daemon.WantedLeaf;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real Postfix answers on a rendered tree and a real replica. */
class PostfixIT {
    private static final PostfixDaemon DAEMON = new PostfixDaemon();

    private static TestPairs authority;
    private static TestDirectory directory;
    private static PostfixContainer postfix;
    private static RenderedTree served;

    @BeforeAll
    static void startOnAReplica(@TempDir Path folder) throws Exception {
        authority = new TestPairs();
        Path state = folder.resolve("state");
        directory = new TestDirectory(state);
        postfix = new PostfixContainer(state);
        postfix.start();
        served = DAEMON.render(GoldenCase.named("default").inputs(authority));
        assertThat(postfix.check(served)).isEqualTo(new Answer(0, ""));
        assertThat(postfix.promote(served)).isEqualTo(new Answer(0, ""));
        eventuallyAnswers("alice@example.org", "250");
    }

    @AfterAll
    static void stop() {
        postfix.stop();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "alice@example.org, 250",
                "ALICE@Example.Org, 250",
                "alice+tag@example.org, 250",
                "Al@example.org, 250",
                "o'neil@example.org, 250",
                "postmaster@example.org, 250",
                "abuse@example.org, 250",
                "postmaster, 250",
                "nobody@example.org, 550 5.1.1",
                "robot@example.org, 550 5.1.1",
                "bot@example.org, 550 5.1.1",
                "gone@example.org, 550 5.1.1",
                "left@example.org, 550 5.1.1",
                "twice@example.org, 450 4.3.5",
                "twice+tag@example.org, 450 4.3.5",
                "a@elsewhere.example, 554 5.7.1",
                "a@sub.example.org, 554 5.7.1",
                "@example.org:a@elsewhere.example, 554 5.7.1",
                "alice%elsewhere.example@example.org, 5",
                "\"\"\"x' OR 1=1 --\"\"@example.org\", 550 5.1.1",
                "%s%u@example.org, 5",
            })
    void answersARecipientFromTheReplica(String recipient, String reply) throws IOException {
        assertThat(recipient(recipient)).startsWith(reply);
    }

    @Test
    void acceptsADomainThatItRefusedAMomentAgoWithoutAReload() throws Exception {
        String before = postfix.control("status").output();
        long reloads = reloads();
        for (int i = 0; i < 5; i++) {
            assertThat(recipient("new@added.example")).startsWith("554");
        }

        Instant committed = directory.add("added.example", "new@added.example");

        assertThat(recipient("new@added.example")).startsWith("250");
        assertThat(Duration.between(committed, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(recipient("abuse@added.example")).startsWith("250");
        assertThat(recipient("nobody@added.example")).startsWith("5");
        assertThat(postfix.control("status").output()).isEqualTo(before);
        assertThat(reloads()).isEqualTo(reloads);
    }

    @Test
    void refusesNobodyForGoodBeforeTheDirectoryWasRead() throws Exception {
        postfix.promote(
                DAEMON.render(GoldenCase.named("before-the-first-refresh").inputs(authority)));
        postfix.control("reload");

        eventuallyAnswers("alice@example.org", "451 4.3.0");
        assertThat(recipient("nobody@example.org")).startsWith("451 4.3.0");
        assertThat(recipient("a@elsewhere.example")).startsWith("451 4.3.0");

        postfix.promote(served);
        postfix.control("reload");
        eventuallyAnswers("alice@example.org", "250");
    }

    @Test
    void relaysWithoutALoginForTheNetworksOfTheSuiteOnly() throws Exception {
        var network = postfix.getCurrentContainerInfo()
                .getNetworkSettings()
                .getNetworks()
                .get("bridge");
        String ours = "relayNetworks: [" + network.getGateway() + "]";
        RenderedTree relaying = DAEMON.render(
                GoldenCase.named("default").inputs(authority, suite -> suite.replace("relayNetworks: []", ours)));
        postfix.promote(relaying);
        postfix.control("reload");

        eventuallyAnswers("a@elsewhere.example", "250");
        assertThat(recipient("nobody@example.org")).startsWith("550 5.1.1");
        assertThat(repliesFromWithin(network.getIpAddress())).contains("554 5.7.1");

        postfix.promote(served);
        postfix.control("reload");
        eventuallyAnswers("a@elsewhere.example", "554 5.7.1");
    }

    @Test
    void keepsMailWhileTheNameOfDovecotIsNotFound() throws Exception {
        try (SmtpDialogue smtp = new SmtpDialogue(postfix.listener(25))) {
            smtp.expect("220");
            smtp.say("EHLO stranger.example", "250");
            smtp.say("MAIL FROM:<>", "250");
            smtp.say("RCPT TO:<Al+kept@example.org>", "250");
            smtp.say("DATA", "354");
            smtp.say("Subject: kept\r\n\r\nkept\r\n.", "250");
        }

        postfix.eventually(
                "deferred",
                () -> postfix.execInContainer("postqueue", "-p").getStdout(),
                queue -> queue.contains("unable to look up host") && queue.contains("alice+kept@example.org"));
    }

    @Test
    void showsItsProbesThatItWorks() throws IOException {
        var probes = new PostfixProbes(postfix::listener);

        for (Probe probe : probes.of(served)) {
            probe.run();
        }
        for (TlsPort port : probes.tlsPorts()) {
            WantedLeaf.of(served, Daemon.MAIL_PAIR).expect(port.handshake().leaf());
        }

        assertThat(probes.tlsPorts()).extracting(TlsPort::port).containsExactly(25, 465, 587);
    }

    @Test
    void servesNobodyOnPort10025WithoutACertificateOfTheInternalAuthority() throws IOException {
        try (SmtpDialogue smtp = new SmtpDialogue(postfix.listener(10025))) {
            smtp.secure();

            assertThat(smtp.expect("421")).contains("client certificate");
        }
    }

    @Test
    void offersNoAuthenticationInClearText() throws Exception {
        for (int port : List.of(25, 587)) {
            // Without its Dovecot, which is not here, 587 pauses after somebody came as far as TLS.
            postfix.eventually("refused on " + port, () -> authentication(port), reply -> reply.startsWith("5"));
        }
    }

    private static String authentication(int port) throws IOException {
        try (SmtpDialogue smtp = new SmtpDialogue(postfix.listener(port))) {
            smtp.expect("220");
            smtp.say("EHLO stranger.example", "250");
            return smtp.say("AUTH PLAIN AGFAYgBj", "");
        }
    }

    /** What a client with the container's own address is told of a foreign recipient. */
    private static String repliesFromWithin(String address) throws Exception {
        String dialogue = """
                exec 3<> /dev/tcp/%s/25
                for command in '' 'EHLO x.example' 'MAIL FROM:<>' 'RCPT TO:<a@elsewhere.example>'; do
                    [ -z "$command" ] || printf '%%s\\r\\n' "$command" >&3
                    while read -r reply <&3; do
                        echo "$reply"
                        [[ $reply == ???-* ]] || break
                    done
                done
                """.formatted(address);
        return postfix.execInContainer("bash", "-c", dialogue).getStdout();
    }

    private static String recipient(String address) throws IOException {
        try (SmtpDialogue smtp = new SmtpDialogue(postfix.listener(25))) {
            smtp.expect("220 mail.example.org ");
            smtp.say("EHLO stranger.example", "250");
            smtp.say("MAIL FROM:<>", "250");
            String reply = smtp.say("RCPT TO:<" + address + ">", "");
            smtp.say("QUIT", "221");
            return reply;
        }
    }

    private static long reloads() {
        return postfix.getLogs()
                .lines()
                .filter(line -> line.contains("reload -- "))
                .count();
    }

    private static void eventuallyAnswers(String address, String reply) throws Exception {
        postfix.eventually(address + " " + reply, () -> recipient(address), answer -> answer.startsWith(reply));
    }
}
