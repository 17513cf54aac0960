// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.RenderedTree;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail through the real Postfix, Rspamd and Valkey; signatures are judged by a verifier that is not Rspamd. */
class RspamdIT {
    private static final RspamdDaemon DAEMON = new RspamdDaemon();
    private static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";
    private static final List<String> BOTH =
            List.of("ed25519-sha256 example.org pass", "rsa-sha256 example.org pass", "arc none");

    /**
     * There are no name servers here, so a stranger's mail looks odd: that is not to count here, and nobody is to wait for
     * answers that never come.
     */
    private static final Inputs INPUTS = FilterSuite.withOverrides(
            "greylist.conf: \"enabled = false;\", actions.conf: \"reject = 1000; add_header = 900;\", "
                    + "options.inc: \"gtube_patterns = all; " + FilteredPost.NO_NAMES + "\"");

    private static final RenderedTree TREE = DAEMON.render(INPUTS);

    private static FilteredPost post;
    private static MailPath mail;

    @BeforeAll
    static void startBoth(@TempDir Path folder) throws Exception {
        post = new FilteredPost(folder);
        post.start(TREE);
        mail = new MailPath(post.postfix, post.network, post.authority);
        eventuallyTakesMail();
    }

    @AfterAll
    static void stop() {
        mail.close();
        post.close();
    }

    @Test
    void refusesSpamAndTakesAnOrdinaryMail() throws Exception {
        assertThat(mail.fromOutside("Subject: offer\r\n\r\n" + GTUBE)).startsWith("554 5.7.1");
        assertThat(mail.fromOutside("Subject: hello\r\n\r\nHow are you?")).startsWith("250");
    }

    @Test
    void marksWhatItIsNotSureOf() throws Exception {
        String marked = mail.received("X-Spam: No\r\nSubject: offer\r\n\r\nY" + GTUBE.substring(1));

        assertThat(marked.lines().filter(line -> line.startsWith("X-Spam")))
                .contains("X-Spam: Yes")
                .noneMatch(line -> line.startsWith("X-Spam: No"));
    }

    @Test
    void takesAwayTheVerdictsOfStrangers() throws Exception {
        String forged = Stream.of(
                        "X-Spam: Yes",
                        "x-spam-flag: YES",
                        "X-SPAM: yes",
                        "X-Spam-Status: Yes, score=99",
                        "X-Spam-Level: forged")
                .map(header -> header + "\r\n")
                .collect(Collectors.joining());

        String taken = mail.received(forged + "Subject: hello\r\n\r\nHow are you?");

        assertThat(taken.lines().map(line -> line.toLowerCase(Locale.ROOT)).filter(line -> line.startsWith("x-spam")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("x-spam-status: no, score=") || line.startsWith("x-spam-level:"))
                .noneMatch(line -> line.contains("99") || line.contains("forged"));
    }

    @Test
    void signsWithBothAlgorithmsWhatAUserSends() throws Exception {
        String signed = mail.fromWithin("alice@example.org", "alice@example.org", "one line");

        assertThat(mail.verified(signed)).containsExactlyInAnyOrderElementsOf(BOTH);
        assertThat(mail.verified(signed.replace("one line", "another line")))
                .filteredOn(line -> line.contains("-sha256"))
                .hasSize(2)
                .allMatch(line -> line.contains("fail"));
    }

    @Test
    void signsWhatDovecotHandsIn() throws Exception {
        String signed = mail.fromDovecot("alice@example.org", "away until Monday");

        assertThat(mail.verified(signed)).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void leavesTheSealOfAStrangersMailWhole() throws Exception {
        String sealed = mail.received("Subject: to be redirected\r\n\r\nsealed");

        String redirected = mail.handedIn("friend@elsewhere.example", "X-Sieve: redirect\n" + sealed);

        assertThat(mail.verified(redirected)).containsExactly("arc pass");
    }

    @Test
    void signsEachMailWithTheKeyOfItsSelectorWhileItGoesOverToOthers() throws Exception {
        SigningPairs next = SigningPairs.make();
        var entries = new HashMap<>(next.entries("", "2027"));
        entries.putAll(FilterSuite.KEYS.entries("previous.", "2023"));
        RenderedTree rotated = DAEMON.render(FilterSuite.with(INPUTS, "demo-tachydromos-dkim", entries));
        List<String> mails = new CopyOnWriteArrayList<>();
        var selectors = new AtomicReference<>("");
        try (var sender = Executors.newSingleThreadScheduledExecutor()) {
            sender.scheduleWithFixedDelay(
                    () -> {
                        try {
                            String signed = mail.fromDovecot("alice@example.org", "away");
                            mails.add(signed);
                            selectors.set(signed.contains("s=2027;") ? "2027" : "2023");
                        } catch (Exception e) {
                            mails.add(e.toString());
                        }
                    },
                    0,
                    50,
                    TimeUnit.MILLISECONDS);
            Eventually.shows("signed with the old", () -> mails.size() + "", size -> Integer.parseInt(size) >= 3);

            post.pod.rspamd.promote(rotated);
            assertThat(post.pod.rspamd.control().reload()).isEqualTo(new Answer(0, ""));

            Eventually.shows("signed with the new", selectors::get, "2027"::equals);
            sender.shutdown();
        } finally {
            post.pod.rspamd.promote(TREE);
            post.pod.rspamd.control().reload();
        }

        assertThat(mails.getFirst()).contains("s=2023;", "s=2023-ed;");
        for (String signed : mails) {
            assertThat(mail.verified(signed, Map.of("2023", FilterSuite.KEYS, "2027", next)))
                    .containsExactlyInAnyOrderElementsOf(BOTH);
        }
        Eventually.shows(
                "as before", () -> mail.fromDovecot("alice@example.org", "back"), back -> back.contains("s=2023;"));
    }

    @Test
    void signsForNoDomainThatTheSenderIsNotOf() throws Exception {
        post.directory.add("other.example", "bob@other.example");

        assertThat(mail.verified(mail.fromWithin("alice@example.org", "bob@other.example", "forged")))
                .containsExactly("arc none");
        assertThat(mail.verified(mail.fromWithin("x@elsewhere.example", "x@elsewhere.example", "foreign")))
                .containsExactly("arc none");
    }

    @Test
    void signsForADomainThatWasAddedAMomentAgo() throws Exception {
        assertThat(mail.verified(mail.fromWithin("new@added.example", "new@added.example", "too early")))
                .containsExactly("arc none");
        String before = post.pod.rspamd.shell("pgrep -f rspamd_proxy");

        Instant committed = post.directory.add("added.example", "new@added.example");

        Eventually.shows(
                "a signature",
                () -> mail.verified(mail.fromWithin("new@added.example", "new@added.example", "now"))
                        .toString(),
                seen -> seen.contains("rsa-sha256 added.example pass")
                        && seen.contains("ed25519-sha256 added.example pass"));
        assertThat(Duration.between(committed, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(post.pod.rspamd.shell("pgrep -f rspamd_proxy")).isEqualTo(before);
    }

    @Test
    void sealsWhatCameIn() throws Exception {
        String sealed = mail.received("Subject: to be forwarded\r\n\r\nsealed");

        assertThat(sealed).contains("\nAuthentication-Results: mail.example.org;");
        assertThat(mail.verified(sealed)).containsExactly("arc pass");
    }

    @Test
    void letsNothingPassWhileRspamdIsAway() throws Exception {
        post.pod.rspamd.kill();
        try {
            assertThat(mail.fromOutside("Subject: x\r\n\r\nx")).startsWith("451 4.7.1");
        } finally {
            post.pod.rspamd.startAgain();
        }
        eventuallyTakesMail(); // on the tree that it had, without anybody's help
    }

    @Test
    void takesMailWithoutValkey() throws Exception {
        post.pod.killValkey();
        try {
            assertThat(mail.fromOutside("Subject: x\r\n\r\nx")).startsWith("250");
        } finally {
            post.pod.startValkeyAgain();
        }
    }

    @Test
    void losesNoScanToAReload() throws Exception {
        try (var sender = new SteadySender(mail, Duration.ofMillis(100))) {
            for (int reloads = 1; reloads <= 3; reloads++) {
                assertThat(post.pod.rspamd.control().reload()).isEqualTo(new Answer(0, ""));
                int mails = 20 * reloads;
                Eventually.shows("mails", () -> sender.answered() + "", seen -> Integer.parseInt(seen) >= mails);
            }
            assertThat(sender.stop()).allMatch(reply -> reply.startsWith("250"));
        }
    }

    @Test
    void showsItsProbesThatItWorks() throws Exception {
        for (Probe probe : new RspamdProbes(post.pod.rspamd::listener).of(TREE)) {
            probe.run();
        }
    }

    private static void eventuallyTakesMail() throws Exception {
        post.postfix.eventually(
                "mail taken", () -> mail.fromOutside("Subject: ready\r\n\r\nready"), reply -> reply.startsWith("250"));
    }
}
