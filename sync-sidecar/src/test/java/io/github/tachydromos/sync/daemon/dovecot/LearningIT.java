// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.rspamd.FilterSuite;
import io.github.tachydromos.sync.daemon.rspamd.RspamdDaemon;
import io.github.tachydromos.sync.daemon.rspamd.RspamdPod;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Network;

/** Mail that is moved in the real Dovecot teaches the real Rspamd, which remembers in the real Valkey. */
class LearningIT {
    private static final TestPairs AUTHORITY = new TestPairs();
    private static final int SHIPPED_MIN_LEARNS = 200;
    private static final RenderedTree FILTER = filter(UnaryOperator.identity());

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static Network network;
    private static SlapdContainer slapd;
    private static DovecotContainer container;
    private static RspamdPod pod;
    private static Controller controller;

    @BeforeAll
    static void start() throws Exception {
        network = Network.newNetwork();
        pod = new RspamdPod(folder.resolve("rspamd"), network);
        pod.start(FILTER);
        controller = new Controller(pod.rspamd);
        slapd = new SlapdContainer(network, folder, AUTHORITY);
        slapd.start();
        slapd.seed();
        container = new DovecotContainer("dovecot", folder);
        container.withNetwork(network).withExtraHost(Reinjection.HOST, "127.0.0.1");
        ReplicaOfTheSeed.write(container.replica(), folder.resolve("mail"));
        container.start();
        container.shell("chown -R 10001:10001 /var/mail/*");
        var dovecot = new DovecotDaemon(container.control, container.ports());
        container.serve(GoldenCase.named("dovecot", "with-filter").render(dovecot, AUTHORITY));
        Eventually.shows("a login", () -> loggedIn("alice").imap("LOGOUT"), answer -> answer.contains("t OK"));
    }

    @BeforeEach
    void forget() throws Exception {
        container.shell("doveadm expunge -A mailbox '*' all");
        pod.forget();
        eventuallyLearnt("BAYES_SPAM", 0);
        eventuallyLearnt("BAYES_HAM", 0);
    }

    @AfterAll
    static void stop() throws Exception {
        container.shell("rm -rf /var/mail/*");
        container.stop();
        pod.close();
        slapd.stop();
        network.close();
    }

    @Test
    void filesMarkedMailIntoJunkBeforeTheUsersOwnScript() throws Exception {
        script("carol", "require [\"fileinto\", \"mailbox\"]; fileinto :create \"mine\";");

        deliver("carol", new Words(1).mail("X-Spam: Yes"));
        deliver("carol", new Words(1).mail());

        try (var imap = loggedIn("carol")) {
            assertThat(imap.imap("STATUS Junk (MESSAGES)")).contains("MESSAGES 1");
            assertThat(imap.imap("STATUS mine (MESSAGES)")).contains("MESSAGES 1");
            assertThat(imap.imap("STATUS INBOX (MESSAGES)")).contains("MESSAGES 0");
        }
    }

    @Test
    void learnsFromMailThatIsMovedIntoJunkAndOutOfIt() throws Exception {
        deliver("alice", new Words(2).mail());
        try (var imap = loggedIn("alice")) {
            move(imap, "INBOX", "Junk");
            eventuallyLearnt("BAYES_SPAM", 1);

            move(imap, "Junk", "INBOX");
            eventuallyLearnt("BAYES_HAM", 1);
            eventuallyLearnt("BAYES_SPAM", 0); // the same mail cannot be both
            move(imap, "INBOX", "Trash");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Trash", "Junk", "Junk/old"})
    void learnsNothingGoodFromMailThatIsThrownAway(String mailbox) throws Exception {
        var words = new Words(mailbox.hashCode());
        deliver("bob", words.mail("X-Spam: Yes"));
        try (var imap = loggedIn("bob")) {
            imap.imap("CREATE Junk/old");

            move(imap, "Junk", mailbox);
            deliver("bob", words.mail("X-Spam: Yes"));
            move(imap, "Junk", "Archive");

            eventuallyLearnt("BAYES_HAM", mailbox.equals("Junk") ? 2 : 1);
            assertThat(controller.learnt("BAYES_SPAM")).isZero();
        }
    }

    @Test
    void scoresAMailOtherwiseOnceMinLearnsAreReachedByMoves() throws Exception {
        var spam = new Words(4);
        var ham = new Words(5);
        String offer = String.join("\r\n", spam.mail());
        String letter = String.join("\r\n", ham.mail());
        assertThat(controller.verdict("grace@example.org", offer)).doesNotContain("BAYES_");
        for (int i = 0; i < SHIPPED_MIN_LEARNS; i++) {
            deliver("grace", spam.mail());
            deliver("grace", ham.mail("X-Spam: Yes"));
        }

        try (var imap = loggedIn("grace")) {
            imap.imap("CREATE letters");
            move(imap, "Junk", "letters");
            move(imap, "INBOX", "Junk");
        }

        assertThat(controller.verdict("grace@example.org", offer))
                .contains("BAYES_SPAM")
                .doesNotContain("BAYES_HAM");
        assertThat(controller.verdict("grace@example.org", letter))
                .contains("BAYES_HAM")
                .doesNotContain("BAYES_SPAM");
        eventuallyLearnt("BAYES_SPAM", SHIPPED_MIN_LEARNS);
        eventuallyLearnt("BAYES_HAM", SHIPPED_MIN_LEARNS);
    }

    @Test
    void learnsForEachUserByHimself() throws Exception {
        var spam = new Words(6);
        var ham = new Words(7);
        serve(filter(document ->
                document.replace("bayes: {perUser: false, minLearns: 200}", "bayes: {perUser: true, minLearns: 3}")));
        try (var imap = loggedIn("alice")) {
            imap.imap("CREATE letters");
            for (int i = 0; i < 3; i++) {
                deliver("alice", spam.mail());
                deliver("alice", ham.mail("X-Spam: Yes"));
            }
            move(imap, "Junk", "letters");
            move(imap, "INBOX", "Junk");
            String offer = String.join("\r\n", spam.mail());

            assertThat(controller.verdict("Alice+offers@example.org", offer)).contains("BAYES_SPAM");
            assertThat(controller.verdict("bob@example.org", offer)).doesNotContain("BAYES_");
        } finally {
            serve(FILTER);
        }
    }

    @Test
    void showsThePasswordToNobody() throws Exception {
        deliver("alice", new Words(8).mail());
        pod.rspamd.pause();
        String seen;
        try (var imap = loggedIn("alice")) {
            var moved = Thread.ofVirtual().start(() -> {
                try {
                    move(imap, "INBOX", "Junk");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            // Rspamd holds its answer back: who asks it can be looked at.
            Eventually.shows(
                    "a request", () -> processes("cmdline"), processes -> processes.contains("Deliver-To: alice@"));
            seen = processes("cmdline") + processes("environ");
            pod.rspamd.resume();
            moved.join();
        }
        assertThat(seen).contains("curl").doesNotContain("correct horse");
        eventuallyLearnt("BAYES_SPAM", 1);
        assertThat(container
                        .execInContainer("setpriv", "--reuid=10001", "--clear-groups", "cat", header())
                        .getStderr())
                .contains("Permission denied");
    }

    @Test
    void movesMailWhileRspamdIsAway() throws Exception {
        deliver("small", new Words(9).mail());
        deliver("small", new Words(10).mail());
        pod.rspamd.kill();
        try (var imap = loggedIn("small", "sam-demo-password")) {
            move(imap, "INBOX", "Junk");

            assertThat(imap.imap("STATUS Junk (MESSAGES)")).containsPattern("MESSAGES [1-9]");
            assertThat(container.getLogs())
                    .contains("Rspamd has not learnt spam from a mail of small@example.org: curl: ")
                    .contains("Rspamd has not learnt spam from a mail of small@example.org: it was away a moment ago");
        } finally {
            pod.rspamd.startAgain();
            Eventually.shows("statistics", () -> controller.learnt("BAYES_SPAM") + "", seen -> true);
        }
        // Half a minute later it is asked again.
        container.shell("touch -d '31 seconds ago' /run/teaching/away");
        deliver("small", new Words(11).mail());
        try (var imap = loggedIn("small", "sam-demo-password")) {
            move(imap, "INBOX", "Junk");
        }
        eventuallyLearnt("BAYES_SPAM", 1);
    }

    /** It counts each second, not each half minute; there are no name servers here. */
    private static RenderedTree filter(UnaryOperator<String> edit) {
        return new RspamdDaemon()
                .render(FilterSuite.inputs(document -> edit.apply(document)
                        .replace(
                                "overrides: {}",
                                "overrides: {classifier-bayes.conf: \"monitor_timeout = 1;\", options.inc: "
                                        + "\"dns { nameserver = [127.0.0.1]; timeout = 50ms; retransmits = 1; }\"}")));
    }

    private static void serve(RenderedTree tree) throws Exception {
        pod.rspamd.promote(tree);
        assertThat(pod.rspamd.control().reload()).isEqualTo(new Answer(0, ""));
    }

    private static void eventuallyLearnt(String symbol, int count) {
        Eventually.shows(symbol, () -> controller.learnt(symbol) + "", (count + "")::equals);
    }

    /** Of the user that hands mail to Rspamd: arguments or environment, as he and root can see them. */
    private static String processes(String what) throws Exception {
        return container
                .execInContainer(
                        "setpriv",
                        "--reuid=teacher",
                        "--regid=teacher",
                        "--clear-groups",
                        "sh",
                        "-c",
                        "for process in $(pgrep -u teacher); do tr '\\0' ' ' < /proc/$process/" + what + "; done; true")
                .getStdout();
    }

    private static String header() {
        return "/etc/dovecot/private/rspamd.header";
    }

    private static void script(String user, String script) throws IOException {
        try (var sieve = MailTalk.sieve(container.outside(4190))) {
            sieve.sieve("AUTHENTICATE \"PLAIN\" \"" + MailTalk.plain(user + "@example.org", user + "-demo-password")
                    + "\"");
            sieve.sieve("PUTSCRIPT \"main\" {" + script.length() + "+}\r\n" + script);
            assertThat(sieve.sieve("SETACTIVE \"main\"")).startsWith("OK");
        }
    }

    private static void deliver(String user, String... lines) throws IOException {
        assertThat(MailTalk.deliver(container.outside(24), user + "@example.org", lines))
                .startsWith("250");
    }

    private static void move(MailTalk imap, String from, String to) throws IOException {
        assertThat(imap.imap("SELECT " + from)).contains("t OK");
        assertThat(imap.imap("UID MOVE 1:* " + to)).contains("t OK");
    }

    private static MailTalk loggedIn(String user) throws IOException {
        return loggedIn(user, user + "-demo-password");
    }

    private static MailTalk loggedIn(String user, String password) throws IOException {
        MailTalk imap = MailTalk.imap(container.outside(143));
        assertThat(imap.login(user + "@example.org", password)).contains("t OK");
        return imap;
    }
}
