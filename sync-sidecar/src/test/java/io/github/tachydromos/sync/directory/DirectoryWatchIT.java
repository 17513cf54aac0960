// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import io.github.tachydromos.sync.replica.MassDeleteGuard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatchIT {
    private static final Pace PACE = new Pace(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMillis(500));
    private static final String ALICE = "mail=alice@example.org," + SlapdContainer.USERS;

    private static SlapdContainer slapd;

    @TempDir
    private Path folder;

    private DirectoryReplica replica;
    private FakeDirectoryListener told;
    private DirectoryWatch watch;

    @BeforeAll
    static void startServer() throws Exception {
        slapd = new SlapdContainer();
        slapd.start();
    }

    @AfterAll
    static void stopServer() {
        slapd.stop();
    }

    @BeforeEach
    void follow() throws Exception {
        slapd.seed();
        replica = DirectoryReplica.open(
                folder.resolve("directory.sqlite"),
                Optional.empty(),
                new MassDeleteGuard(0.2, 10, folder.resolve("accept-deletes")));
        follow(slapd.settings());
        told.next("refreshed");
    }

    @AfterEach
    void end() {
        watch.close();
    }

    @Test
    void readsTheSeed() throws SQLException {
        assertThat(query("SELECT name FROM v_domain ORDER BY name")).containsExactly("example.com", "example.org");
        assertThat(query("SELECT address FROM v_mailbox ORDER BY address"))
                .containsExactly(
                        "alice@example.org",
                        "bob@example.org",
                        "carol@example.org",
                        "grace@example.org",
                        "postmaster@example.org",
                        "small@example.org");
        assertThat(query("SELECT address FROM v_alias ORDER BY address"))
                .containsExactly("carol.conrad@example.org", "info@example.com");
        assertThat(query("SELECT quota_mb FROM v_user WHERE address = 'small@example.org'"))
                .containsExactly("1");
    }

    @Test
    void followsEachChange() throws Exception {
        try (LDAPConnection admin = slapd.admin()) {
            modify(admin, ALICE, "add: mailAlias", "mailAlias: Alice.Arndt@Example.com");
            told.next("changed [alice.arndt@example.com, alice@example.org]");
            assertThat(query("SELECT target FROM v_alias WHERE address = 'alice.arndt@example.com'"))
                    .containsExactly("alice@example.org");

            modify(admin, ALICE, "replace: mailActive", "mailActive: FALSE");
            told.next("disabled [alice@example.org]");
            assertThat(query("SELECT * FROM v_user WHERE address = 'alice@example.org'"))
                    .isEmpty();

            admin.delete("mail=bob@example.org," + SlapdContainer.USERS);
            told.next("disabled [bob@example.org]");

            admin.modifyDN(ALICE, "mail=arndt@example.org", true);
            told.next("changed [alice.arndt@example.com, alice@example.org, arndt@example.org]");

            addDomain(admin, "example.net");
            eventuallyServes("example.com", "example.net", "example.org");
            admin.delete("ou=example.net," + SlapdContainer.DOMAINS);
            eventuallyServes("example.com", "example.org");
        }
    }

    @Test
    void hearsOfAPasswordThatItCannotRead() throws Exception {
        try (LDAPConnection admin = slapd.admin()) {
            modify(admin, ALICE, "replace: userPassword", "userPassword: another");
        }

        told.next("changed [alice@example.org]");
    }

    @Test
    void goesOnFromItsCookieAfterARestart() throws Exception {
        watch.close();
        try (LDAPConnection admin = slapd.admin()) {
            modify(admin, ALICE, "replace: mailSendOnly", "mailSendOnly: TRUE");
            admin.delete("mail=bob@example.org," + SlapdContainer.USERS);
            addAccount(admin, "dora@example.org");
        }

        follow(slapd.settings());

        // only what changed, and all of it in one step
        told.next("changed [alice@example.org, bob@example.org, dora@example.org]");
        told.next("refreshed");
        assertThat(
                        query(
                                "SELECT address FROM v_mailbox WHERE address IN ('alice@example.org', 'bob@example.org', 'dora@example.org')"))
                .containsExactly("dora@example.org");
    }

    @Test
    void reconnectsWhenTheServerWasRestarted() throws Exception {
        slapd.stopOnly();
        told.next("disconnected");
        slapd.startAgain();
        told.next("refreshed");

        try (LDAPConnection admin = slapd.admin()) {
            admin.delete(ALICE);
        }

        told.next("disabled [alice@example.org]");
    }

    @Test
    void losesNothingWhenTheServerIsKilledRightAfterAChange() throws Exception {
        try (LDAPConnection admin = slapd.admin()) {
            admin.delete(ALICE);
            modify(admin, "mail=bob@example.org," + SlapdContainer.USERS, "replace: mailActive", "mailActive: FALSE");
        }
        slapd.killAndStart();

        told.next("disabled [bob@example.org]");
        told.next("refreshed");
        assertThat(query("SELECT address FROM v_user WHERE address IN ('alice@example.org', 'bob@example.org')"))
                .isEmpty();
    }

    @Test
    void readsEverythingAgainWhenTheDatabaseWasSetBack() throws Exception {
        watch.close();
        slapd.stopOnly();
        byte[] old = slapd.database();
        slapd.startAgain();
        try (LDAPConnection admin = slapd.admin()) {
            admin.delete(ALICE);
            addAccount(admin, "dora@example.org");
        }
        follow(slapd.settings());
        told.next("refreshed");
        watch.close();

        slapd.stopOnly();
        slapd.restore(old);
        slapd.startAgain();
        follow(slapd.settings());
        told.next("refreshed");

        assertThat(query("SELECT address FROM v_mailbox WHERE address IN ('alice@example.org', 'dora@example.org')"))
                .containsExactly("alice@example.org");
    }

    @Test
    void findsAConnectionThatIsHalfOpen() throws Exception {
        slapd.pause();
        try {
            assertThat(told.next("disconnected")).contains("silent");
        } finally {
            slapd.unpause();
        }

        told.next("refreshed");
    }

    @Test
    void waitsForADirectoryThatIsNotThereYet() throws Exception {
        watch.close();
        slapd.stopOnly();
        follow(slapd.settings());
        told.next("disconnected");
        told.next("disconnected");

        slapd.startAgain();

        told.next("refreshed");
    }

    @Test
    void holdsARefreshThatWouldRemoveMostAccounts() throws Exception {
        try (LDAPConnection admin = slapd.admin()) {
            for (int i = 0; i < 20; i++) {
                addAccount(admin, "many" + i + "@example.org");
            }
            told.next("changed [many19@example.org]");
            watch.close();
            for (int i = 0; i < 20; i++) {
                admin.delete("mail=many" + i + "@example.org," + SlapdContainer.USERS);
            }
        }

        follow(slapd.settings());
        told.next("held 20/28");
        assertThat(query("SELECT count(*) FROM v_mailbox")).containsExactly("26");

        Files.createFile(folder.resolve("accept-deletes"));
        told.next("refreshed");
        assertThat(query("SELECT count(*) FROM v_mailbox")).containsExactly("6");
    }

    @Test
    void leavesAHostileEntryOutAndServesTheOthers() throws Exception {
        try (LDAPConnection admin = slapd.admin()) {
            modify(
                    admin,
                    ALICE,
                    "add: mailAlias",
                    "mailAlias: x' OR '1'='1@example.org",
                    "mailAlias: fine@example.org");
            assertThat(told.next("found")).contains(ALICE).contains("mailAlias");
            modify(
                    admin,
                    "mail=bob@example.org," + SlapdContainer.USERS,
                    "add: mailAlias",
                    "mailAlias: fine@example.org");
            assertThat(told.next("found fine@example.org")).contains("alice@").contains("bob@");
        }

        assertThat(query("SELECT address FROM v_contested")).containsExactly("fine@example.org");
        assertThat(query("SELECT address FROM v_mailbox WHERE address = 'alice@example.org'"))
                .containsExactly("alice@example.org");
    }

    @Test
    void trustsNoCertificateOfAnotherAuthority() throws Exception {
        watch.close();

        follow(slapd.settings(new TestPairs()));

        assertThat(told.next("disconnected")).containsIgnoringCase("certificat");
    }

    @Test
    void trustsNoCertificateOfAnotherName() throws Exception {
        watch.close();
        slapd.serve(slapd.authority.leaf("elsewhere.example.org"));
        try {
            follow(slapd.settings());

            assertThat(told.next("disconnected")).contains("elsewhere.example.org");
        } finally {
            slapd.serve(slapd.authority.leaf("localhost"));
        }
    }

    @Test
    void keepsUpWithChangesOfOtherEntries() throws Exception {
        String mark;
        try (LDAPConnection admin = slapd.admin()) {
            modify(admin, SlapdContainer.READER, "replace: description", "description: changed");
            mark = admin.getEntry(SlapdContainer.BASE, "contextCSN").getAttributeValue("contextCSN");
        }

        // else each of them would look like a message that was lost
        Eventually.soon("has reached " + mark, () -> cookie().contains(mark));
    }

    private void follow(DirectorySettings settings) {
        told = new FakeDirectoryListener();
        watch = new DirectoryWatch(settings, replica, told, PACE, InstantSource.system());
        watch.start();
    }

    private void eventuallyServes(String... domains) {
        Eventually.soon(
                "serves " + List.of(domains),
                () -> query("SELECT name FROM v_domain ORDER BY name").equals(List.of(domains)));
    }

    private String cookie() throws SQLException {
        String cookie =
                replica.syncPoint(slapd.settings().scope()).orElseThrow().cookie();
        return new String(Base64.getDecoder().decode(cookie), StandardCharsets.US_ASCII);
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("directory.sqlite"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    private static void modify(LDAPConnection admin, String dn, String... changes) throws Exception {
        List<String> lines = new ArrayList<>(List.of("dn: " + dn, "changetype: modify"));
        lines.addAll(List.of(changes));
        admin.modify(lines.toArray(String[]::new));
    }

    private static void addDomain(LDAPConnection admin, String name) throws Exception {
        admin.add("dn: ou=" + name + "," + SlapdContainer.DOMAINS, "objectClass: organizationalUnit", "ou: " + name);
    }

    private static void addAccount(LDAPConnection admin, String mail) throws Exception {
        admin.add(
                "dn: mail=" + mail + "," + SlapdContainer.USERS,
                "objectClass: inetOrgPerson",
                "objectClass: mailAccount",
                "cn: " + mail,
                "sn: x",
                "mail: " + mail,
                "mailActive: TRUE",
                "mailSendOnly: FALSE",
                "mailQuotaMb: 0",
                "mailSuperUser: FALSE");
    }
}
