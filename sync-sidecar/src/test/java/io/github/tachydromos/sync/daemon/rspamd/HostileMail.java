// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A mail that nobody writes by accident.
 *
 * @param reply what its sender is told, as a pattern
 */
record HostileMail(String name, String reply, Text text) {
    static final String TAKEN = "250 2.0.0 Ok: queued as .*";

    /** By its score, as any other mail. */
    private static final String JUDGED = TAKEN + "|554 5.7.1 Spam message rejected";

    private static final int MB = 1 << 20;

    /** Made when it is needed: some are large. */
    interface Text {
        String make() throws IOException;
    }

    byte[] bytes() throws IOException {
        return text.make().getBytes(StandardCharsets.ISO_8859_1);
    }

    static Stream<HostileMail> all() {
        return Stream.of(large(), many(), broken(), archives()).flatMap(all -> all);
    }

    /** The largest text that is taken. */
    static String largestText() {
        return words(45 * MB);
    }

    private static Stream<HostileMail> large() {
        return Stream.of(
                new HostileMail("a file of 36 MB", TAKEN, () -> file("a.bin", noise(36 * MB))),
                new HostileMail("a text of 45 MB", TAKEN, HostileMail::largestText),
                new HostileMail("more than Postfix takes", "552 5.3.4 .*", () -> words(51 * MB)),
                new HostileMail("a line of 10 MB", TAKEN, () -> TestMail.plain("x".repeat(10 * MB))),
                new HostileMail("a header of 1 MB", TAKEN, () -> header("X-Long", "x".repeat(MB))),
                new HostileMail(
                        "a header of 100,000 lines", TAKEN, () -> header("X-Long", "x\n ".repeat(100_000) + "x")));
    }

    private static Stream<HostileMail> many() {
        return Stream.of(
                new HostileMail("1,000 parts in each other", JUDGED, () -> nested(1000)),
                new HostileMail("1,000 forwarded mails in each other", JUDGED, () -> forwarded(1000)),
                new HostileMail("10,000 parts", TAKEN, () -> parts(10_000)),
                new HostileMail("10,000 headers", TAKEN, () -> "X-Many: 1\n".repeat(10_000) + TestMail.plain("x")),
                new HostileMail(
                        "10,000 addresses", TAKEN, () -> header("Cc", "a@b.example, ".repeat(10_000) + "a@b.example")),
                new HostileMail(
                        "a million open tags of HTML", TAKEN, () -> typed("text/html", "<div>\n".repeat(1_000_000))),
                new HostileMail(
                        "50,000 links",
                        TAKEN,
                        () -> TestMail.plain(numbered(50_000, i -> "http://h" + i + ".example/\n"))));
    }

    private static Stream<HostileMail> broken() {
        String mixed = "multipart/mixed; boundary=b";
        return Stream.of(
                new HostileMail("nothing at all", JUDGED, () -> ""),
                new HostileMail("no header", JUDGED, () -> "\njust a text\n"),
                new HostileMail("8-bit headers", JUDGED, () -> header("Subject", "\u00fcber \u00ff\u00fe\u0080")),
                new HostileMail("NUL bytes", JUDGED, () -> header("X-Nul", "a\0b") + "a\0b\0\n"),
                new HostileMail("a boundary that never comes", JUDGED, () -> typed(mixed, "--other\n\nx\n")),
                new HostileMail("no boundary", JUDGED, () -> typed("multipart/mixed", "--\n\nx\n")),
                new HostileMail("parts that never end", JUDGED, () -> typed(mixed, "--b\n--b\n--b\nContent-Type")),
                new HostileMail(
                        "broken base64",
                        JUDGED,
                        () -> typed("text/plain\nContent-Transfer-Encoding: base64", "=?!=x=\u00ff\n")),
                new HostileMail(
                        "a charset that is none",
                        JUDGED,
                        () -> typed("text/plain; charset=" + "x".repeat(5000), "\u00ff\n")));
    }

    private static Stream<HostileMail> archives() {
        return Stream.of(
                new HostileMail(
                        "an archive of 500 MB of nothing",
                        TAKEN,
                        () -> file("a.zip", TestMail.zip("zeros", new byte[500 * MB]))),
                new HostileMail(
                        "30 archives in each other", TAKEN, () -> file("a.zip", TestMail.zipped(30, noise(MB)))),
                new HostileMail("half an archive", TAKEN, () -> {
                    byte[] archive = TestMail.zip("x", noise(MB));
                    return file("a.zip", Arrays.copyOf(archive, archive.length / 2));
                }));
    }

    private static String words(int length) {
        return TestMail.plain("words of a text\n".repeat(length / 16));
    }

    private static String typed(String type, String body) {
        return TestMail.headers() + "Content-Type: " + type + "\n\n" + body;
    }

    private static String header(String name, String value) {
        return name + ": " + value + "\n" + TestMail.plain("x");
    }

    private static String file(String name, byte[] content) {
        return TestMail.headers() + TestMail.multipart(TestMail.attachment(name, content));
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static String numbered(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
    }

    private static String parts(int count) {
        return TestMail.headers()
                + TestMail.multipart(numbered(count, i -> "Content-Type: text/plain\n\npart " + i + "\n\n--b\n"));
    }

    private static String nested(int depth) {
        return TestMail.headers()
                + numbered(depth, i -> "Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n")
                + "Content-Type: text/plain\n\ninnermost\n";
    }

    private static String forwarded(int depth) {
        return typed("message/rfc822", "").repeat(depth) + TestMail.plain("innermost");
    }

    @Override
    public String toString() {
        return name;
    }
}
