// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.LineConnection;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.WantedLeaf;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Network;

/** The mailbox server: the real image, a real directory, a replica written by the sidecar's own class. */
class DovecotIT {
    private static final TestPairs AUTHORITY = new TestPairs();
    private static final int MOST_SESSIONS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String INTERNAL_HOST = "demo-tachydromos-dovecot-internal.mail.svc";

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static Network network;
    private static SlapdContainer slapd;
    private static DovecotContainer container;
    private static DovecotDaemon dovecot;
    private static RenderedTree tree;

    @BeforeAll
    static void start() throws Exception {
        network = Network.newNetwork();
        slapd = new SlapdContainer(network, folder, AUTHORITY);
        slapd.start();
        slapd.seed();
        container = new DovecotContainer("dovecot", folder);
        container.withNetwork(network).withExtraHost(Reinjection.HOST, "127.0.0.1");
        ReplicaOfTheSeed.write(container.replica(), folder.resolve("mail"));
        container.start();
        container.shell("chown -R 10001:10001 /var/mail/*");
        Reinjection.listen(container, AUTHORITY);
        dovecot = new DovecotDaemon(container.control, container.ports());
        tree = GoldenCase.named("dovecot", "all-listeners").render(dovecot, AUTHORITY);
        container.serve(tree);
        Eventually.soon("all probes pass", DovecotIT::probesPass);
        container.openSockets();
    }

    @AfterAll
    static void stop() throws Exception {
        container.shell("rm -rf /var/mail/*");
        container.stop();
        slapd.stop();
        network.close();
    }

    @Test
    void letsAUserInByAnLdapBindInAnyCase() throws IOException {
        try (var imap = MailTalk.imap(container.outside(143))) {
            assertThat(imap.login("ALICE@Example.org", "alice-demo-password")).contains("t OK");
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "alice@example.org, wrong",
        "alice@example.org, ''",
        "frank@example.org, frank-demo-password", // inactive
        "info@example.com, carol-demo-password", // an alias
        "nobody@example.org, alice-demo-password",
        "sysmail@example.org, superuser-password", // for submission only
        "tachydromos-probe, probe-password", // from within the pod only
    })
    void refusesALogin(String user, String password) throws IOException {
        try (var imap = MailTalk.imap(container.outside(143))) {
            assertThat(imap.login(user, password)).contains("t NO [AUTHENTICATIONFAILED]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*@example.org",
                "*)(mail=*",
                "alice@example.org)(objectClass=*",
                "al\\69ce@example.org",
                "alice@example.org\n",
                "alice@example.org\0",
                "%{env:PATH}",
                "%u",
                "' OR '1'='1",
                "x' UNION SELECT 'alice@example.org','/var/mail/1','1",
            })
    void takesAHostileNameForAnUnknownOne(String user) throws IOException {
        try (var imap = MailTalk.imap(container.outside(143))) {
            assertThat(imap.login(user, "alice-demo-password")).contains("t NO [AUTHENTICATIONFAILED]");
        }
    }

    @Test
    void breaksOffWhenANameIsTooLong() throws IOException {
        try (var imap = MailTalk.imap(container.outside(143))) {
            assertThatCode(() -> assertThat(imap.login("a".repeat(10_000), "x")).contains("BYE"))
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isNull(),
                            thrown -> assertThat(thrown).isInstanceOf(IOException.class));
        }
        try (var imap = MailTalk.imap(container.outside(143))) {
            assertThat(imap.login("alice@example.org", "alice-demo-password")).contains("t OK");
        }
    }

    @Test
    void takesNoPasswordInClearText() throws IOException {
        try (var imap = MailTalk.plainImap(container.outside(143));
                var sieve = MailTalk.plainSieve(container.outside(4190))) {
            assertThat(imap.login("alice@example.org", "alice-demo-password")).contains("t NO [PRIVACYREQUIRED]");
            assertThat(sieve.sieve("AUTHENTICATE \"PLAIN\" \""
                            + MailTalk.plain("alice@example.org", "alice-demo-password") + "\""))
                    .startsWith("NO");
        }
    }

    @Test
    void servesSogoUnderTheInternalCertificate() throws Exception {
        try (var imap = new LineConnection(container.outside(11993), PATIENCE);
                var sieve = new LineConnection(container.outside(11190), PATIENCE)) {
            WantedLeaf.of(tree, "private/internal.pem").expect(imap.startTls(INTERNAL_HOST));
            imap.expect("* OK");
            imap.writeLine("t LOGIN alice@example.org alice-demo-password");
            imap.expectAfter(line -> line.startsWith("* "), "t OK");

            WantedLeaf.of(tree, "private/internal.pem").expect(sieve.startTls(INTERNAL_HOST));
            sieve.expectAfter(line -> line.startsWith("\""), "OK");
            sieve.writeLine(
                    "AUTHENTICATE \"PLAIN\" \"" + MailTalk.plain("alice@example.org", "alice-demo-password") + "\"");
            sieve.expectAfter(line -> line.startsWith("\""), "OK");
        }
    }

    @Test
    void makesTheFoldersThatClientsLookFor() throws IOException {
        try (var imap = loggedIn("bob")) {
            assertThat(imap.imap("LIST \"\" *"))
                    .contains("\\Drafts) \"/\" Drafts", "\\Sent) \"/\" Sent", "\\Junk) \"/\" Junk")
                    .contains("\\Trash) \"/\" Trash", "\\Archive) \"/\" Archive");
            assertThat(imap.imap("LSUB \"\" *")).contains("Drafts", "Sent", "Junk", "Trash", "Archive");
            assertThat(imap.imap("CREATE invoices.2026")).contains("t OK");
        }
    }

    /** SOGo's ActiveSync asks so, and takes a mailbox without the count for one without mail. */
    @ParameterizedTest
    @ValueSource(strings = {"INBOX", "Archive"})
    void tellsTheCountOfChangesOfAMailboxThatNoClientEverAskedItFor(String mailbox) throws IOException {
        assertThat(deliver("bob@example.org")).startsWith("250");

        try (var imap = loggedIn("bob")) {
            assertThat(imap.imap("SELECT " + mailbox)).containsPattern("HIGHESTMODSEQ [1-9]");
        }
    }

    @Test
    void deliversToAnAliasAndToADetailedAddress() throws IOException {
        String before = status("carol");

        assertThat(deliver("Info@Example.COM")).startsWith("250");
        assertThat(deliver("carol+news@example.org")).startsWith("250");
        assertThat(deliver("nobody@example.org")).startsWith("550 5.1.1");

        assertThat(before).contains("MESSAGES 0");
        assertThat(status("carol")).contains("MESSAGES 2");
    }

    @Test
    void holdsAMailboxToItsQuota() throws IOException {
        var policy = container.outside(12340);
        String[] halfAMegabyte = ("Subject: big\n\n" + ("x".repeat(76) + "\n").repeat(7000)).split("\n");

        assertThat(MailTalk.policy(policy, "small@example.org", 0)).isEqualTo("action=DUNNO");
        assertThat(MailTalk.policy(policy, "small+x@example.org", 2_000_000))
                .isEqualTo("action=552 5.2.2 Mailbox is full (quota exceeded)");
        assertThat(deliver("small@example.org", halfAMegabyte)).startsWith("250");
        assertThat(deliver("small@example.org", halfAMegabyte)).startsWith("250");
        assertThat(MailTalk.policy(policy, "small@example.org", 0))
                .isEqualTo("action=552 5.2.2 Mailbox is full (quota exceeded)");
        assertThat(deliver("small@example.org", "Subject: one more", "", "x")).startsWith("452 4.2.2");

        try (var imap = MailTalk.imap(container.outside(143))) {
            imap.login("small@example.org", "sam-demo-password");
            assertThat(imap.imap("GETQUOTAROOT INBOX")).containsPattern("STORAGE \\d+ 1024");
        }
        assertThat(MailTalk.policy(policy, "alice@example.org", 1_000_000_000)).isEqualTo("action=DUNNO");
    }

    @Test
    void sendsWhatASieveScriptSaysUnderTheInternalCertificate() throws Exception {
        String script = "require \"vacation\"; vacation :days 1 \"away\"; redirect \"out@remote.example\";";
        try (var sieve = MailTalk.sieve(container.outside(4190))) {
            assertThat(sieve.sieve("AUTHENTICATE \"PLAIN\" \""
                            + MailTalk.plain("alice@example.org", "alice-demo-password") + "\""))
                    .startsWith("OK");
            assertThat(sieve.sieve("PUTSCRIPT \"main\" {" + script.length() + "+}\r\n" + script))
                    .startsWith("OK");
            assertThat(sieve.sieve("SETACTIVE \"main\"")).startsWith("OK");
        }

        assertThat(deliver(
                        "alice@example.org", "Subject: hello", "To: alice@example.org", "Message-ID: <1@x>", "", "x"))
                .startsWith("250");

        assertThat(Reinjection.log(container))
                .contains("peer demo-tachydromos-dovecot-tls")
                .contains("MAIL FROM:<sender@remote.example>", "RCPT TO:<out@remote.example>")
                .contains("MAIL FROM:<>", "RCPT TO:<sender@remote.example>");
    }

    @Test
    void forgetsAnOldPasswordAndEndsSessions() throws Exception {
        try (var imap = loggedIn("grace")) {
            slapd.setPassword("grace@example.org", "new-password");
            var change = new DirectoryChange(Set.of("grace@example.org"), Set.of("grace@example.org"));

            dovecot.directoryChanged(change, tree, container.socket());

            assertThat(ended(imap)).isTrue();
        }
        try (var imap = MailTalk.imap(container.outside(143))) {
            assertThat(imap.login("grace@example.org", "grace-demo-password")).contains("t NO [AUTHENTICATIONFAILED]");
            assertThat(imap.login("grace@example.org", "new-password")).contains("t OK");
        }
    }

    @Test
    void endsTheSessionsOfSeveralAtOnce() throws Exception {
        try (var alice = loggedIn("alice");
                var bob = loggedIn("bob")) {
            Set<String> both = Set.of("alice@example.org", "bob@example.org");

            dovecot.directoryChanged(new DirectoryChange(both, both), tree, container.socket());

            assertThat(ended(alice)).isTrue();
            assertThat(ended(bob)).isTrue();
        }
    }

    @Test
    void servesANewCertificateAndKeepsSessions() throws Exception {
        try (var imap = loggedIn("bob")) {
            AUTHORITY.renew("demo-tachydromos-mail-tls");
            AUTHORITY.renew("demo-tachydromos-dovecot-tls");
            RenderedTree renewed = GoldenCase.named("dovecot", "all-listeners").render(dovecot, AUTHORITY);
            assertThat(dovecot.change(tree, renewed)).isEqualTo(DovecotDaemon.Change.RELOAD);

            tree = renewed;
            container.serve(renewed);

            Eventually.soon("the new certificates are served", DovecotIT::probesPass);
            assertThat(imap.imap("NOOP")).contains("t OK");
        }
    }

    /** With a directory that is away a login is all the cache has; with one that knows better it shows where it came from. */
    @Test
    void remembersALoginOverARenewal() throws Exception {
        loggedIn("carol").close();
        slapd.setPassword("carol@example.org", "unknown-to-the-cache");
        try {
            AUTHORITY.renew("demo-tachydromos-mail-tls");
            AUTHORITY.renew("demo-tachydromos-dovecot-tls");
            tree = GoldenCase.named("dovecot", "all-listeners").render(dovecot, AUTHORITY);

            container.serve(tree);

            Eventually.soon("the new certificates are served", DovecotIT::probesPass);
            loggedIn("carol").close();
        } finally {
            slapd.setPassword("carol@example.org", "carol-demo-password");
        }
    }

    @Test
    void countsTheSessionsOfAUserAtOneAddress() throws Exception {
        List<MailTalk> sessions = new ArrayList<>();
        String answer = "t OK";
        try {
            while (answer.contains("t OK") && sessions.size() <= MOST_SESSIONS) {
                sessions.add(MailTalk.imap(container.outside(143)));
                answer = sessions.getLast().login("bob@example.org", "bob-demo-password");
            }
        } finally {
            for (MailTalk session : sessions) {
                session.close();
            }
        }
        assertThat(answer).contains("t NO [LIMIT]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded-directory", "foreign-directory", "with-filter", "all-listeners"})
    void judgesTheGoldenTreesWell(String name) throws IOException {
        RenderedTree golden = GoldenCase.named("dovecot", name).render(dovecot, AUTHORITY);

        assertThat(container.check(golden)).isEqualTo(new DaemonControl.Answer(0, ""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "suite.conf, hostnam = x, 'hostnam: Unknown setting'",
        "login.conf, 'mail_plugins {\n  nosuch = yes\n}', 'mail_plugins: nosuch is not installed'",
        "private/mail.pem, nonsense, 'mail.pem: holds no certificate'",
        "private/internal-ca.crt, nonsense, 'internal-ca.crt: holds no certificate'",
        "ldap-ca.crt, '', 'LDAPTLS_CACERT: ldap-ca.crt is missing or empty'",
    })
    void findsWhatIsWrongWithATree(String path, String text, String finding) throws IOException {
        var answer = container.check(DovecotDaemonTest.with(tree, path, text));

        assertThat(answer.passed()).isFalse();
        assertThat(answer.output()).contains(finding);
    }

    private static boolean ended(MailTalk imap) {
        try {
            return imap.imap("NOOP").contains("* BYE");
        } catch (IOException _) {
            return true;
        }
    }

    private static boolean probesPass() {
        for (Probe probe : dovecot.probes(tree)) {
            try {
                probe.run();
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    private static String deliver(String recipient, String... lines) throws IOException {
        return MailTalk.deliver(
                container.outside(24), recipient, lines.length > 0 ? lines : new String[] {"Subject: hello", "", "x"});
    }

    private static MailTalk loggedIn(String user) throws IOException {
        MailTalk imap = MailTalk.imap(container.outside(143));
        assertThat(imap.login(user + "@example.org", user + "-demo-password")).contains("t OK");
        return imap;
    }

    private static String status(String user) throws IOException {
        try (var imap = loggedIn(user)) {
            return imap.imap("STATUS INBOX (MESSAGES)");
        }
    }
}
