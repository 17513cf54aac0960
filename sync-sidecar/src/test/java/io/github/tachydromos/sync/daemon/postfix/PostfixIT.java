// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.RenderedTree;
import io.github.tachydromos.sync.replica.Account;
import io.github.tachydromos.sync.replica.Account.Rights;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import io.github.tachydromos.sync.replica.EntryId;
import io.github.tachydromos.sync.replica.MailDomain;
import io.github.tachydromos.sync.replica.MassDeleteGuard;
import io.github.tachydromos.sync.replica.ReplicaTransaction;
import io.github.tachydromos.sync.replica.SyncPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The real Postfix on rendered trees and a real replica. */
class PostfixIT {
    private static final PostfixDaemon DAEMON = new PostfixDaemon(InstantSource.system());
    private static final Rights USER = new Rights(true, false, false);
    private static final Duration START = Duration.ofSeconds(30);

    private static TestPki pki;
    private static DirectoryReplica replica;
    private static PostfixContainer postfix;
    private static RenderedTree served;
    private static long generations;

    @BeforeAll
    static void startOnAReplica(@TempDir Path folder) throws Exception {
        pki = new TestPki(folder);
        Path state = folder.resolve("state");
        replica = DirectoryReplica.open(
                state.resolve("replica/directory.sqlite"),
                Optional.empty(),
                MassDeleteGuard.withDefaults(folder.resolve("accept-deletes")));
        try (ReplicaTransaction transaction = replica.begin()) {
            transaction.put(domain("example.org"));
            transaction.put(account("alice@example.org", USER, "al@example.org"));
            transaction.put(account("o'neil@example.org", USER));
            transaction.put(account("robot@example.org", new Rights(true, true, false), "bot@example.org"));
            transaction.put(account("gone@example.org", new Rights(false, false, false), "left@example.org"));
            transaction.put(account("one@example.org", USER, "twice@example.org"));
            transaction.put(account("two@example.org", USER, "twice@example.org"));
            transaction.put(account("postmaster@example.org", USER));
            transaction.commitRefresh(Optional.of(new SyncPoint("scope", "")));
        }
        postfix = new PostfixContainer(state);
        postfix.start();
        served = DAEMON.render(GoldenCase.named("default").inputs(pki));
        long generation = stage(served);
        assertThat(postfix.control("check " + generation)).isEqualTo(new Answer(0, ""));
        assertThat(postfix.control("promote " + generation).passed()).isTrue();
        eventuallyAnswers();
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
        assertThat(check(DAEMON.render(golden.inputs(pki)))).isEqualTo(new Answer(0, ""));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("main.cf", edit("\\z", "smtpd_tls_securty_level = may\n"), "unused parameter"),
                Arguments.of("main.cf", edit("(?m)^message_size_limit = .*", "message_size_limit = 5x"), "numerical"),
                Arguments.of(
                        "main.cf", edit("smtpd_tls_security_level = may", "smtpd_tls_security_level = so"), "\"so\""),
                Arguments.of(
                        "main.cf", edit("smtp_tls_security_level = may", "smtp_tls_security_level = so"), "\"so\""),
                Arguments.of("main.cf", edit("known.cf", "nowhere.cf"), "nowhere.cf"),
                Arguments.of("master.cf", edit("587  ", "587x "), "master.cf"),
                Arguments.of("master.cf", edit("       pickup", "       nosuch"), "nosuch"),
                Arguments.of("master.cf", edit("wrappermode=yes", "wrappermode=si"), "wrappermode"),
                Arguments.of("tables/known.cf", edit("SELECT", "SELEKT"), "SQL"),
                Arguments.of("private/mail.pem", edit("(?s).*", "nothing\n"), "private/mail.pem"),
                Arguments.of("access/clients", edit("/24", "/33"), "access/clients, line 1"),
                Arguments.of("access/helo", edit(" OK", " YES"), "\"YES\""),
                Arguments.of("access/ptr", edit(" OK", ""), "access/ptr, line 1"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("faults")
    void refusesABrokenTree(String path, UnaryOperator<String> fault, String complaint) throws Exception {
        var files = new TreeMap<>(
                DAEMON.render(GoldenCase.named("access-tables").inputs(pki)).files());
        files.compute(path, (_, text) -> fault.apply(text));

        Answer answer = check(new RenderedTree(files));

        assertThat(answer.passed()).isFalse();
        assertThat(answer.output()).contains(complaint).doesNotContain("PRIVATE KEY");
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
                "@elsewhere.example:a@elsewhere.example, 554 5.7.1",
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
        for (int i = 0; i < 5; i++) {
            assertThat(recipient("new@added.example")).startsWith("554");
        }

        Instant committed = put(domain("added.example"), account("new@added.example", USER));

        assertThat(recipient("new@added.example")).startsWith("250");
        assertThat(Duration.between(committed, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(recipient("abuse@added.example")).startsWith("250");
        assertThat(recipient("nobody@added.example")).startsWith("5");
        assertThat(postfix.control("status").output()).isEqualTo(before);
        assertThat(postfix.getLogs()).doesNotContain("reload");
    }

    @Test
    void showsItsProbesThatItWorks() throws IOException {
        List<Probe> probes = new PostfixProbes(InstantSource.system(), postfix::listener).of(served);

        for (Probe probe : probes) {
            probe.run();
        }

        assertThat(probes).hasSize(5);
    }

    @Test
    void servesNobodyOnPort10025WithoutACertificateOfTheInternalAuthority() throws IOException {
        try (SmtpDialogue smtp = new SmtpDialogue(postfix.listener(10025))) {
            smtp.secure();

            assertThat(smtp.expect("421")).contains("client certificate");
        }
    }

    @Test
    void offersNoAuthenticationInClearText() throws IOException {
        for (int port : List.of(25, 587)) {
            try (SmtpDialogue smtp = new SmtpDialogue(postfix.listener(port))) {
                smtp.expect("220");
                smtp.say("EHLO stranger.example", "250");
                smtp.say("AUTH PLAIN AGFAYgBj", "5");
            }
        }
    }

    @Test
    void knowsNoOtherVerbs() throws Exception {
        for (String verb : List.of("check 0", "check 1 2", "check ../1", "promote $(id)", "stop", "")) {
            assertThat(postfix.control(verb)).isEqualTo(new Answer(64, "unknown verb\n"));
        }
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

    private static void eventuallyAnswers() throws InterruptedException {
        Instant deadline = Instant.now().plus(START);
        while (true) {
            try {
                assertThat(recipient("alice@example.org")).startsWith("250");
                return;
            } catch (IOException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError("Postfix does not answer: " + postfix.getLogs(), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static Answer check(RenderedTree tree) throws Exception {
        return postfix.control("check " + stage(tree));
    }

    private static long stage(RenderedTree tree) throws IOException {
        long generation = ++generations;
        postfix.stage(generation, tree);
        return generation;
    }

    private static Instant put(MailDomain domain, Account account) throws Exception {
        try (ReplicaTransaction transaction = replica.begin()) {
            transaction.put(domain);
            transaction.put(account);
            transaction.commit(Optional.empty());
        }
        return Instant.now();
    }

    private static MailDomain domain(String name) {
        return new MailDomain(entry(name), name);
    }

    private static Account account(String address, Rights rights, String... aliases) {
        return new Account(entry(address), address, new TreeSet<>(List.of(aliases)), rights, 0);
    }

    private static EntryId entry(String name) {
        return new EntryId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), "cn=" + name, "1");
    }

    private static UnaryOperator<String> edit(String pattern, String replacement) {
        return text -> text.replaceFirst(pattern, replacement);
    }
}
