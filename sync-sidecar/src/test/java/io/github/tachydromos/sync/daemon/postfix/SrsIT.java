// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The envelope of what Sieve redirects, and the way back of its bounces, through the real Postfix and postsrsd. */
class SrsIT {
    private static final PostfixDaemon DAEMON = new PostfixDaemon();
    private static final String STRANGER = "Bob+list@elsewhere.example";
    private static final String REWRITTEN =
            "SRS0=[^=]{8}=[A-Z0-9]{2}=elsewhere\\.example=Bob\\+list@mail\\.example\\.org";

    /** Mail from a holder of an internal certificate, as Dovecot hands it in: sender, recipient. Prints the last answer. */
    private static final String HAND_IN = """
            coproc smtp { socat -T 20 - OPENSSL:127.0.0.1:10025,verify=0,cert=/run/config/live/private/internal.pem; }
            for command in '' 'EHLO dovecot' "MAIL FROM:<$1>" "RCPT TO:<$2>" DATA $'Subject: x\\r\\n\\r\\nx\\r\\n.'; do
                [ -z "$command" ] || printf '%s\\r\\n' "$command" >&${smtp[1]}
                while read -r reply <&${smtp[0]} && [[ $reply == ???-* ]]; do :; done
                [[ $reply == [23]* ]] || break
            done
            echo "$reply"
            """;

    /** It has a process for each program of Postfix that has asked it. */
    private static final String KILL = """
            for process in /proc/[0-9]*; do
                [ "$(cat "$process/comm" 2>/dev/null)" != postsrsd ] || kill -KILL "${process#/proc/}"
            done
            """;

    private static TestPairs authority;
    private static TestDirectory directory;
    private static PostfixContainer postfix;

    @BeforeAll
    static void startWhereNothingGoesOut(@TempDir Path folder) throws Exception {
        authority = new TestPairs();
        Path state = folder.resolve("state");
        directory = new TestDirectory(state);
        postfix = new PostfixContainer(state);
        postfix.start();
        RenderedTree tree = tree("signs-addresses-of-the-test");
        assertThat(postfix.check(tree)).isEqualTo(new Answer(0, ""));
        assertThat(postfix.promote(tree)).isEqualTo(new Answer(0, ""));
        postfix.eventually("redirects", () -> handIn(STRANGER, "eve@third.example"), reply -> reply.startsWith("250"));
    }

    @AfterAll
    static void stop() {
        postfix.stop();
    }

    @Test
    void sendsWhatAStrangerWroteUnderTheHostsNameAndBouncesBackToHim() throws Exception {
        String redirected = sender(redirect(STRANGER));
        assertThat(redirected).matches(REWRITTEN);

        assertThat(recipient(redirected, "The mailbox is full")).isEqualTo(STRANGER);
        assertThat(recipient(redirected.toLowerCase(Locale.ROOT), "Some servers fold"))
                .isEqualToIgnoringCase(STRANGER);
    }

    @Test
    void refusesAnAddressThatItHasNotMade() throws Exception {
        String redirected = sender(redirect(STRANGER));
        char last = redirected.charAt(12);

        assertThat(rcpt(redirected)).startsWith("250");
        assertThat(rcpt(redirected.substring(0, 12) + (last == 'a' ? 'b' : 'a') + redirected.substring(13)))
                .startsWith("550 5.1.1");
        assertThat(rcpt(redirected.replace("elsewhere", "victim"))).startsWith("550 5.1.1");
        assertThat(rcpt(redirected.replace("=Bob", "=Eve"))).startsWith("550 5.1.1");
        assertThat(rcpt("SRS0=x@mail.example.org")).startsWith("550 5.1.1");
        assertThat(rcpt(redirected.replace("mail.example.org", "example.org"))).startsWith("550 5.1.1");
    }

    @Test
    void leavesTheEnvelopeOfOurOwnMailAlone() throws Exception {
        assertThat(sender(redirect("alice@example.org"))).isEqualTo("alice@example.org");
        assertThat(sender(redirect("new@added.example"))).startsWith("SRS0=");

        directory.add("added.example", "new@added.example");

        assertThat(sender(redirect("new@added.example"))).isEqualTo("new@added.example");
        assertThat(sender(redirect(""))).isEqualTo("MAILER-DAEMON");
    }

    @Test
    void leavesTheEnvelopeOfMailThatIsNotRedirectedAlone() throws Exception {
        String tag = tag();
        try (SmtpDialogue smtp = from("friend@elsewhere.example")) {
            smtp.say("RCPT TO:<alice+" + tag + "@example.org>", "250");
            smtp.say("DATA", "354");
            smtp.say("Subject: x\r\n\r\nx\r\n.", "250");
        }

        assertThat(sender(tag)).isEqualTo("friend@elsewhere.example");
    }

    @Test
    void keepsWhatNeedsPostsrsdWaitingWhileItIsAwayAndNothingElse() throws Exception {
        String redirected = sender(redirect(STRANGER));
        String live = "/run/config/live/private/srs-secrets";
        shell("mv " + live + " " + live + ".away\n" + KILL);
        try {
            assertThat(handIn(STRANGER, "eve@third.example")).startsWith("451 4.3.0");
            assertThat(handIn("alice@example.org", redirected)).startsWith("451 4.3.0");
            assertThat(rcpt("alice@example.org")).startsWith("250");
            assertThat(handIn("alice@example.org", "eve@third.example")).startsWith("250");
        } finally {
            shell("mv " + live + ".away " + live);
        }

        postfix.eventually("taken", () -> handIn(STRANGER, "eve@third.example"), reply -> reply.startsWith("250"));
        assertThat(rcpt(redirected)).startsWith("250");
    }

    @Test
    void comesBackByItselfWhenItWasKilled() throws Exception {
        String before = shell("cat /run/control/postsrsd");

        shell(KILL);

        postfix.eventually("started again", () -> shell("cat /run/control/postsrsd"), pid -> !pid.equals(before));
        postfix.eventually("taken", () -> handIn(STRANGER, "eve@third.example"), reply -> reply.startsWith("250"));
    }

    @Test
    void acceptsAddressesOfTheSecretBeforeAsLongAsItIsListed() throws Exception {
        String old = sender(redirect(STRANGER));

        serve("the-secret-that-signs-next\nsigns-addresses-of-the-test");
        postfix.eventually("signed anew", () -> rcpt(sender(redirect(STRANGER))), reply -> reply.startsWith("250"));
        String now = sender(redirect(STRANGER));
        assertThat(rcpt(old)).startsWith("250");
        serve("the-secret-that-signs-next");
        postfix.eventually("forgotten", () -> rcpt(old), reply -> reply.startsWith("550 5.1.1"));

        assertThat(now).isNotEqualTo(old);
        assertThat(rcpt(now)).startsWith("250");
        serve("signs-addresses-of-the-test");
        postfix.eventually("as before", () -> rcpt(old), reply -> reply.startsWith("250"));
    }

    private static void serve(String secrets) throws Exception {
        postfix.promote(tree(secrets));
        assertThat(postfix.control("reload").exitCode()).isZero();
    }

    /** The next hop of all mail answers nobody: what it would be told stays in the queue. */
    private static RenderedTree tree(String secrets) throws IOException {
        Inputs inputs = GoldenCase.named("default")
                .inputs(authority, suite -> suite.replace("relayhost: \"\"", "relayhost: \"[192.0.2.1]:26\""));
        var all = new HashMap<>(inputs.secrets());
        all.put("demo-tachydromos-srs", Map.of("srsSecrets", secrets));
        return DAEMON.render(new Inputs(inputs.suite(), all, inputs.replica()));
    }

    /** Redirects a mail of this sender; returns by what the queue knows it. */
    private static String redirect(String sender) throws Exception {
        String tag = tag();
        assertThat(handIn(sender, tag + "@third.example")).startsWith("250");
        return tag;
    }

    private static String handIn(String sender, String recipient) throws Exception {
        var result = postfix.execInContainer("bash", "-c", HAND_IN, "hand-in", sender, recipient);
        return result.getStdout() + result.getStderr();
    }

    private static String sender(String tag) throws Exception {
        return field(tag, "sender");
    }

    /** To whom a mail goes that a stranger's server returns to the address. */
    private static String recipient(String address, String why) throws Exception {
        String id;
        try (SmtpDialogue smtp = from("")) {
            smtp.say("RCPT TO:<" + address + ">", "250");
            smtp.say("DATA", "354");
            String reply = smtp.say("Subject: " + why + "\r\n\r\nx\r\n.", "250");
            id = reply.substring(reply.lastIndexOf(' ') + 1);
        }
        return field("\"" + id + "\"", "address");
    }

    private static String field(String tag, String name) throws Exception {
        String queued = shell("postqueue -j | grep -F '" + tag + "'");
        Matcher field = Pattern.compile("\"" + name + "\": \"([^\"]*)\"").matcher(queued);
        assertThat(field.find()).as(queued).isTrue();
        return field.group(1);
    }

    /** What a stranger's server is told that returns a mail to the address. */
    private static String rcpt(String address) throws IOException {
        try (SmtpDialogue smtp = from("")) {
            return smtp.say("RCPT TO:<" + address + ">", "");
        }
    }

    private static SmtpDialogue from(String sender) throws IOException {
        SmtpDialogue smtp = new SmtpDialogue(postfix.listener(25));
        smtp.expect("220");
        smtp.say("EHLO mail.elsewhere.example", "250");
        smtp.say("MAIL FROM:<" + sender + ">", "250");
        return smtp;
    }

    private static String tag() {
        return UUID.randomUUID().toString();
    }

    private static String shell(String script) throws Exception {
        var result = postfix.execInContainer("bash", "-c", script);
        assertThat(result.getExitCode()).as(result.toString()).isZero();
        return result.getStdout().strip();
    }
}
