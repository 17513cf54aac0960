// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail through the real Postfix, Rspamd and ClamAV, whose signatures freshclam fetches. */
class VirusIT {
    private static final String FOUND = "554 5.7.1 virus found: Eicar-Test";
    private static final String WAIT = "451 4.7.1 cannot be scanned for viruses now";
    private static final String UNENDING =
            "554 5.7.1 cannot be scanned for viruses to its end: Heuristics.Limits.Exceeded";

    /** Much less than Postfix takes, so that clamd has to answer with an error. */
    private static final int CLAMD_MB = 4;

    private static FilteredPost post;
    private static Scanner scanner;
    private static String withoutScanner;
    private static String withoutSignatures;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        post = new FilteredPost(folder);
        post.start(impatient(new RspamdDaemon()
                .render(FilterSuite.inputs(text -> text.replace("clamav:\n  enabled: false", "clamav:\n  enabled: true")
                        .replace("overrides: {}", "overrides: {" + FilteredPost.ALONE + "}")))));
        post.postfix.eventually(
                "an answer of Rspamd",
                () -> withoutScanner = post.deliver(TestMail.plain("x")),
                reply -> reply.startsWith(WAIT));
        scanner = new Scanner(folder, post.network, CLAMD_MB);
        scanner.start();
        withoutSignatures = post.deliver(TestMail.plain("x"));
        scanner.publish(TestMail.EICAR_SIGNATURE);
        post.eventuallyTakesMail();
    }

    /** A minute is more than a test can wait; a bomb takes clamd seconds, on a busy machine more than three. */
    private static RenderedTree impatient(RenderedTree tree) {
        var files = new TreeMap<>(tree.files());
        files.computeIfPresent("lua.local.d/clamd.lua", (_, text) -> text.replace("PATIENCE = 60", "PATIENCE = 15"));
        return new RenderedTree(files);
    }

    @AfterAll
    static void stop() {
        scanner.close();
        post.close();
    }

    @Test
    void letsMailWaitUntilTheScannerHasItsSignatures() {
        assertThat(withoutScanner).startsWith(WAIT);
        assertThat(withoutSignatures).startsWith(WAIT);
    }

    static Stream<Arguments> infected() throws IOException {
        String attached = TestMail.attachment("a.com", TestMail.EICAR);
        String multipart = TestMail.multipart(attached);
        return Stream.of(
                Arguments.of("attached", TestMail.headers() + multipart),
                Arguments.of(
                        "in an archive in an archive",
                        TestMail.headers()
                                + TestMail.multipart(TestMail.attachment("a.zip", TestMail.zipped(2, TestMail.EICAR)))),
                Arguments.of("without the headers that a mail begins with", multipart),
                Arguments.of(
                        "behind a header of 100 KB",
                        "X-Long: " + "x".repeat(100_000) + "\n" + TestMail.headers() + multipart),
                Arguments.of(
                        "under a text's name",
                        TestMail.headers() + "Content-Type: text/plain\n" + "Content-Transfer-Encoding: base64\n\n"
                                + Base64.getEncoder().encodeToString(TestMail.EICAR) + "\n"),
                Arguments.of(
                        "in a forwarded mail",
                        TestMail.headers() + "Content-Type: message/rfc822\n\n" + TestMail.headers() + multipart));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("infected")
    void refusesAVirus(String how, String mail) throws Exception {
        assertThat(post.deliver(mail)).as(how).startsWith(FOUND);
    }

    @Test
    void namesItInTheLog() throws Exception {
        post.deliver(TestMail.headers() + TestMail.multipart(TestMail.attachment("a.com", TestMail.EICAR)));

        assertThat(post.pod.rspamd.getLogs()).contains("virus found: Eicar-Test", "CLAM_VIRUS(0.00){Eicar-Test");
    }

    @Test
    void takesAnAttachmentWithoutAVirus() throws Exception {
        assertThat(post.deliver(
                        TestMail.headers() + TestMail.multipart(TestMail.attachment("a.bin", new byte[] {1, 2, 3}))))
                .startsWith("250");
    }

    @Test
    void refusesWhatCannotBeScannedToItsEnd() throws Exception {
        byte[] bomb = TestMail.zip("zeros", new byte[500 << 20]);

        assertThat(post.deliver(TestMail.headers() + TestMail.multipart(TestMail.attachment("a.zip", bomb))))
                .as(VirusIT::saidOfClamd)
                .startsWith(UNENDING);
        assertThat(post.deliver(TestMail.headers()
                        + TestMail.multipart(TestMail.attachment("a.zip", TestMail.zipped(30, TestMail.EICAR)))))
                .as(VirusIT::saidOfClamd)
                .startsWith(UNENDING);
        assertThat(scanner.runs()).isTrue();
    }

    @Test
    void letsMailWaitThatTheScannerAnswersWithAnError() throws Exception {
        byte[] large = new byte[(CLAMD_MB + 2) << 20];

        assertThat(post.deliver(TestMail.headers() + TestMail.multipart(TestMail.attachment("a.bin", large))))
                .startsWith(WAIT);
        assertThat(scanner.logs()).contains("Size limit reached");
    }

    @Test
    void letsMailWaitWhileTheScannerIsAway() throws Exception {
        scanner.kill();
        try {
            assertThat(post.deliver(TestMail.plain("x"))).startsWith(WAIT);
        } finally {
            scanner.startAgain();
        }
        post.eventuallyTakesMail();
    }

    @Test
    void letsMailWaitWhileTheScannerHangs() throws Exception {
        scanner.pause();
        try {
            assertThat(post.deliver(TestMail.plain("x"))).startsWith(WAIT);
        } finally {
            scanner.resume();
        }
        post.eventuallyTakesMail();
    }

    @Test
    void takesOverNewSignaturesAtOnce() throws Exception {
        String mail = TestMail.headers()
                + TestMail.multipart(
                        TestMail.attachment("a.bin", "a new kind of virus".getBytes(StandardCharsets.US_ASCII)));
        assertThat(post.deliver(mail)).startsWith("250");

        scanner.publish(TestMail.EICAR_SIGNATURE + "63a5a5f971fdebfc48c9e380a8e5e5c3:19:New-Virus\n");

        Eventually.shows(
                "refusal", () -> post.deliver(mail), reply -> reply.startsWith("554 5.7.1 virus found: New-Virus"));
    }

    private static String saidOfClamd() {
        return post.pod
                .rspamd
                .getLogs()
                .lines()
                .filter(line -> line.contains("clamd: "))
                .collect(Collectors.joining("\n"));
    }
}
