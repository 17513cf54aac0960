// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the image's judge says of trees, good and broken. */
@Tag("alone")
class PostfixCheckIT {
    private static final PostfixDaemon DAEMON = new PostfixDaemon();

    private static TestPairs authority;
    private static PostfixContainer postfix;

    @BeforeAll
    static void startWithoutATree(@TempDir Path folder) throws Exception {
        authority = new TestPairs();
        Path state = folder.resolve("state");
        new TestDirectory(state);
        postfix = new PostfixContainer(state);
        postfix.start();
    }

    @AfterAll
    static void stop() {
        postfix.stop();
    }

    static Stream<GoldenCase> trees() throws IOException {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trees")
    void findsNothingWrongWithAGoldenTree(GoldenCase golden) throws Exception {
        assertThat(postfix.check(DAEMON.render(golden.inputs(authority)))).isEqualTo(new Answer(0, ""));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("main.cf", "\\z", "smtpd_tls_securty_level = may\n", "unused parameter"),
                fault("main.cf", "(?m)^message_size_limit = .*", "message_size_limit = 5x", "numerical"),
                fault("main.cf", "smtpd_tls_security_level = may", "smtpd_tls_security_level = so", "\"so\""),
                fault("main.cf", "smtp_tls_security_level = may", "smtp_tls_security_level = so", "\"so\""),
                fault("main.cf", "known.cf", "nowhere.cf", "nowhere.cf"),
                fault("master.cf", "(?m)^587 ", "587x ", "master.cf"),
                fault("master.cf", "       pickup", "       nosuch", "nosuch"),
                fault("master.cf", "wrappermode=yes", "wrappermode=si", "wrappermode"),
                fault("tables/known.cf", "SELECT", "SELEKT", "SQL"),
                fault("private/mail.pem", "(?s).*", "nothing\n", "private/mail.pem"),
                fault("private/internal-ca.pem", "(?s).*", "nothing\n", "private/internal-ca.pem"),
                fault("access/clients", "/24", "/33", "access/clients, line 1"),
                fault("access/helo", " OK", " YES", "\"YES\""),
                fault("access/ptr", " OK", "", "access/ptr, line 1"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("faults")
    void refusesABrokenTree(String path, UnaryOperator<String> fault, String complaint) throws Exception {
        var files =
                new TreeMap<>(DAEMON.render(GoldenCase.named("access-tables").inputs(authority))
                        .files());
        String good = files.put(path, fault.apply(files.get(path)));
        assertThat(files.get(path)).isNotEqualTo(good);

        Answer answer = postfix.check(new RenderedTree(files));

        assertThat(answer.passed()).isFalse();
        assertThat(answer.output()).contains(complaint).doesNotContain("PRIVATE KEY");
    }

    @Test
    void knowsNoOtherVerbs() throws Exception {
        for (String verb : List.of("check 0", "check 1 2", "check ../1", "promote $(id)", "stop", "")) {
            assertThat(postfix.control(verb)).isEqualTo(new Answer(64, "unknown verb\n"));
        }
    }

    /** Postfix keeps away from a main.cf for two seconds. The fastest of three: the machine may be busy, that wait is not. */
    @Test
    void doesNotLetPostfixWaitForTheAgeOfItsFile() throws Exception {
        RenderedTree tree = DAEMON.render(GoldenCase.named("default").inputs(authority));
        List<Duration> took = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            long begin = System.nanoTime();
            assertThat(postfix.check(tree)).isEqualTo(new Answer(0, ""));
            took.add(Duration.ofNanos(System.nanoTime() - begin));
        }

        assertThat(Collections.min(took)).isLessThan(Duration.ofSeconds(2));
    }

    private static Arguments fault(String path, String pattern, String replacement, String complaint) {
        UnaryOperator<String> edit = text -> text.replaceFirst(pattern, replacement);
        return Arguments.of(path, edit, complaint);
    }
}
