// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import io.github.tachydromos.sync.daemon.WantedLeaf;
import io.github.tachydromos.sync.daemon.postfix.PostfixContainer;
import io.github.tachydromos.sync.daemon.postfix.PostfixDaemon;
import io.github.tachydromos.sync.render.RenderedTree;
import io.github.tachydromos.sync.replica.Account;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import io.github.tachydromos.sync.replica.EntryId;
import io.github.tachydromos.sync.replica.MailDomain;
import io.github.tachydromos.sync.replica.MassDeleteGuard;
import io.github.tachydromos.sync.replica.ReplicaTransaction;
import io.github.tachydromos.sync.replica.SyncPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Network;

/** Who may send as whom: the real Postfix, the authentication instance beside it, and a real directory. */
class SubmissionIT {
    private static final TestPairs AUTHORITY = new TestPairs();
    private static final String TWIN = "cn=twin,ou=users," + SlapdContainer.BASE;

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static Network network;
    private static SlapdContainer slapd;
    private static DovecotContainer instance;
    private static PostfixContainer postfix;
    private static DirectoryReplica replica;
    private static SaslDaemon sasl;
    private static RenderedTree logins;
    private static RenderedTree served;

    @BeforeAll
    static void start() throws Exception {
        network = Network.newNetwork();
        slapd = new SlapdContainer(network, folder, AUTHORITY);
        slapd.start();
        slapd.seed();
        instance = new DovecotContainer("sasl", folder);
        fillReplica();
        instance.withNetwork(network).start();
        sasl = new SaslDaemon(instance.control);
        logins = GoldenCase.named("sasl", "embedded-directory").render(sasl, AUTHORITY);
        instance.serve(logins);
        Eventually.soon("the sockets are there", () -> {
            instance.shell("test -S /run/tachydromos/sasl/auth-master");
            return true;
        });
        instance.openSockets();
        postfix = new PostfixContainer(folder.resolve("state")).withLogins(folder.resolve("sasl"));
        postfix.start();
        served = GoldenCase.named("postfix", "all-listeners").render(new PostfixDaemon(), AUTHORITY);
        postfix.promote(served);
        Eventually.soon(
                "a sender is accepted",
                () -> sends("bob", "bob-demo-password", "bob@example.org").startsWith("250"));
    }

    @AfterAll
    static void stop() {
        postfix.stop();
        instance.stop();
        slapd.stop();
        network.close();
    }

    @Test
    void answersASenderForNowWhileTwoEntriesHaveHisAddress() throws Exception {
        assertThat(sends("alice", "alice-demo-password", "alice@example.org")).startsWith("250");

        UUID twin = UUID.fromString(slapd.add(
                TWIN,
                "objectClass: inetOrgPerson",
                "objectClass: mailAccount",
                "cn: twin",
                "sn: twin",
                "mail: alice@example.org",
                "mailAlias: t@example.org",
                "userPassword: twin-password",
                "mailActive: TRUE",
                "mailSendOnly: FALSE",
                "mailQuotaMb: 0",
                "mailSuperUser: FALSE"));
        change(transaction -> transaction.put(account(twin, "alice@example.org", "t@example.org")));

        for (String sender : List.of("alice@example.org", "Alice+tag@Example.org", "t@example.org")) {
            assertThat(sends("alice", "alice-demo-password", sender)).startsWith("450 4.3.5");
        }
        assertThat(sends("alice", "twin-password", "alice@example.org")).startsWith("535 ");
        assertThat(sends("alice", "wrong", "alice@example.org")).startsWith("535 ");
        assertThat(sends("bob", "bob-demo-password", "bob@example.org")).startsWith("250");
        assertThat(sends("bob", "bob-demo-password", "carol@example.org")).startsWith("553 ");

        slapd.delete(TWIN);
        change(transaction -> transaction.delete(twin));

        assertThat(sends("alice", "alice-demo-password", "alice@example.org")).startsWith("250");
    }

    @Test
    void takesFromSogoWhatItTakesFromAMailClientUnderTheInternalCertificate() throws Exception {
        try (var smtp = new SmtpDialogue(postfix.listener(10587))) {
            WantedLeaf.of(served, "private/internal.pem").expect(smtp.secure());
            smtp.expect("220");
            smtp.say("EHLO client.example", "250");
            smtp.say("MAIL FROM:<bob@example.org>", "250");
            assertThat(smtp.say("RCPT TO:<bob@example.org>", "")).startsWith("554 5.7.1");
        }
        assertThat(sends(10587, "bob", "bob-demo-password", "bob@example.org")).startsWith("250");
        assertThat(sends(10587, "bob", "bob-demo-password", "carol@example.org"))
                .startsWith("553 ");
        assertThat(sends(10587, "bob", "wrong", "bob@example.org")).startsWith("535 ");
    }

    private static String sends(String user, String password, String sender) throws IOException {
        return sends(465, user, password, sender);
    }

    /** What is answered to the login if it is refused, else to the first recipient. */
    private static String sends(int port, String user, String password, String sender) throws IOException {
        try (var smtp = new SmtpDialogue(postfix.listener(port))) {
            smtp.secure();
            smtp.expect("220");
            smtp.say("EHLO client.example", "250");
            String login = smtp.say("AUTH PLAIN " + MailTalk.plain(user + "@example.org", password), "");
            if (!login.startsWith("235")) {
                return login;
            }
            smtp.say("MAIL FROM:<" + sender + ">", "250");
            return smtp.say("RCPT TO:<bob@example.org>", "");
        }
    }

    private static void fillReplica() throws Exception {
        replica = DirectoryReplica.open(
                instance.replica(),
                Optional.empty(),
                MassDeleteGuard.withDefaults(folder.resolve("allow-mass-delete")));
        try (var transaction = replica.begin()) {
            transaction.put(new MailDomain(entry(UUID.randomUUID()), "example.org"));
            for (String user : List.of("alice", "bob", "carol")) {
                String address = user + "@example.org";
                UUID uuid = UUID.fromString(slapd.entryUuid("mail=" + address + ",ou=users," + SlapdContainer.BASE));
                transaction.put(account(uuid, address));
            }
            transaction.commitRefresh(Optional.of(new SyncPoint("scope", "cookie")));
        }
    }

    private interface Step {
        void in(ReplicaTransaction transaction) throws Exception;
    }

    /** As the sidecar does when it hears of a change. */
    private static void change(Step step) throws Exception {
        try (var transaction = replica.begin()) {
            step.in(transaction);
            transaction.commit(Optional.empty());
        }
        sasl.directoryChanged(new DirectoryChange(Set.of("alice@example.org"), Set.of()), logins, instance.socket());
    }

    private static Account account(UUID uuid, String address, String... aliases) {
        return new Account(
                entry(uuid), address, new TreeSet<>(List.of(aliases)), new Account.Rights(true, false, false), 0);
    }

    private static EntryId entry(UUID uuid) {
        return new EntryId(uuid, "entry " + uuid, "1");
    }
}
