// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.sync.daemon.DaemonContainer;
import io.github.tachydromos.sync.daemon.postfix.PostfixDaemon;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Network;

/** A mailbox of 1 MB behind the real Postfix and the real Dovecot. */
class QuotaIT {
    private static final String SMALL = "small@example.org";
    private static final String[] ABOUT_700_KB =
            ("Subject: large\n\n" + ("x".repeat(69) + "\n").repeat(10_000)).split("\n");
    private static final String[] ABOUT_1400_KB =
            ("Subject: too large\n\n" + ("x".repeat(69) + "\n").repeat(20_000)).split("\n");

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static Network network;
    private static DaemonContainer dovecot;
    private static DaemonContainer postfix;

    @BeforeAll
    static void start() throws Exception {
        network = Network.newNetwork();
        dovecot = new DaemonContainer("dovecot", folder);
        dovecot.withNetwork(network).withNetworkAliases(SuiteTrees.DOVECOT_HOST);
        postfix = new DaemonContainer("postfix", folder);
        postfix.withNetwork(network).withExposedPorts(25);
        ReplicaOfTheSeed.write(dovecot);
        dovecot.start();
        dovecot.shell("chown -R 10001:10001 /var/mail/*");
        postfix.start();
        var trees = new SuiteTrees();
        dovecot.promote(trees.of(new DovecotDaemon("/nowhere")));
        postfix.promote(trees.of(new PostfixDaemon()));
        Eventually.shows(
                "that mail is taken", () -> send("", List.of(SMALL), "Subject: first", "", "x"), QuotaIT::taken);
        Eventually.shows("that mail is delivered", QuotaIT::mails, "1"::equals);
    }

    @AfterAll
    static void stop() throws Exception {
        postfix.stop();
        dovecot.shell("rm -rf /var/mail/*");
        dovecot.stop();
        network.close();
    }

    @BeforeEach
    void empty() throws Exception {
        dovecot.shell("doveadm expunge -u " + SMALL + " mailbox INBOX all");
    }

    @Test
    void refusesAtOnceWhatIsDeclaredTooLarge() throws Exception {
        String usage = usage();

        assertThat(send(" SIZE=1400000", List.of(SMALL), "Subject: small after all", "", "x"))
                .startsWith("552 5.2.2");

        assertThat(usage()).isEqualTo(usage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " SIZE=1000"})
    void refusesAtItsEndWhatTurnsOutTooLarge(String declaration) throws Exception {
        String usage = usage();

        assertThat(send(declaration, List.of(SMALL), ABOUT_1400_KB)).startsWith("552 5.2.2");
        assertThat(send(declaration, List.of("Small+tag@Example.org"), ABOUT_1400_KB))
                .startsWith("552 5.2.2");

        assertThat(usage()).isEqualTo(usage);
        assertThat(send(declaration, List.of("alice@example.org"), ABOUT_1400_KB))
                .startsWith("250");
    }

    /** Postfix tells nobody's name at the end of a mail for several. */
    @Test
    void deliversToAllOfSeveralWhatWasAcceptedForThem() throws Exception {
        assertThat(send("", List.of("alice@example.org", SMALL), ABOUT_1400_KB)).startsWith("250");

        Eventually.shows("that the mail is delivered", QuotaIT::mails, "1"::equals);
        assertThat(send("", List.of(SMALL), "Subject: one more", "", "x")).startsWith("552 5.2.2");
    }

    @Test
    void keepsWhatItAcceptedWhileNobodyKnewTheQuota() throws Exception {
        send("", List.of("alice@example.org", SMALL), ABOUT_1400_KB);
        Eventually.shows("that the mailbox is over its quota", QuotaIT::mails, "1"::equals);
        dovecot.pause();
        assertThat(send("", List.of(SMALL), "Subject: late", "", "x")).startsWith("250");

        dovecot.resume();
        postfix.shell("postqueue -f");

        Eventually.shows("that it waits", () -> postfix.shell("postqueue -j"), queue -> queue.contains("452 4.2.2"));
        empty();
        postfix.shell("postqueue -f");
        Eventually.shows("that it is delivered", QuotaIT::mails, "1"::equals);
        assertThat(postfix.getLogs()).doesNotContain("status=bounced");
    }

    @Test
    void deliversAllOfSeveralMailsThatFitOneByOne() throws Exception {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = Stream.generate(
                            () -> senders.submit(() -> send("", List.of(SMALL), ABOUT_700_KB)))
                    .limit(3)
                    .toList();
            long accepted = 0;
            for (Future<String> answer : answers) {
                accepted += taken(answer.get()) ? 1 : 0;
            }
            assertThat(accepted).isPositive();
            Eventually.shows(
                    "that each is delivered or waits", QuotaIT::mailsAndQueue, String.valueOf(accepted)::equals);
        }
        assertThat(postfix.getLogs()).doesNotContain("status=bounced");
    }

    private static String send(String mailParameters, List<String> recipients, String... lines) throws IOException {
        var port25 = new InetSocketAddress(postfix.getHost(), postfix.getMappedPort(25));
        return MailTalk.send(port25, mailParameters, recipients, lines);
    }

    private static boolean taken(String answer) {
        return answer.startsWith("250");
    }

    private static String mails() throws Exception {
        return dovecot.shell("doveadm -f flow mailbox status -u " + SMALL + " messages INBOX | sed 's/.*=//'");
    }

    private static String mailsAndQueue() throws Exception {
        long waiting = postfix.shell("postqueue -j")
                .lines()
                .filter(line -> !line.isBlank())
                .count();
        return String.valueOf(Long.parseLong(mails()) + waiting);
    }

    /** What IMAP says of usage and limit. */
    private static String usage() throws Exception {
        return dovecot.shell("printf 'a GETQUOTAROOT INBOX\\r\\nb LOGOUT\\r\\n' | /usr/lib/dovecot/imap -u " + SMALL
                + " | grep STORAGE");
    }
}
