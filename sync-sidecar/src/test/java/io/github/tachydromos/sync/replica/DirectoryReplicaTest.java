// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import static io.github.tachydromos.sync.replica.Entries.account;
import static io.github.tachydromos.sync.replica.Entries.domain;
import static io.github.tachydromos.sync.replica.Entries.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.sync.replica.Account.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryReplicaTest {
    private static final Rights SEND_ONLY = new Rights(true, true, false);
    private static final Rights INACTIVE = new Rights(false, false, false);
    private static final Rights SUPER = new Rights(true, false, true);

    private ReplicaFixture directory;

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException, IOException {
        directory = new ReplicaFixture(folder);
    }

    @Test
    void answersNoLookupBeforeItIsComplete() throws SQLException, IOException {
        directory.put(domain("example.org"));
        directory.put(account("alice", "alice@example.org"));

        assertThat(directory.replica().complete()).isFalse();
        assertThatThrownBy(() -> directory.query("SELECT mailbox FROM v_mailbox"))
                .hasMessageContaining("no such table");
    }

    @Test
    void servesAddressesByTheRightsOfTheirAccount() throws SQLException, IOException {
        directory.refresh(
                account("alice", "alice@example.org", "a@example.org", "a@elsewhere.org"),
                account("robot", "robot@example.org", SEND_ONLY, "reports@example.org"),
                account("frank", "frank@example.org", INACTIVE, "f@example.org"),
                account("grace", "grace@example.org", SUPER),
                account("stray", "stray@elsewhere.org"));

        assertThat(directory.query("SELECT * FROM v_domain")).containsExactly("example.org");
        assertThat(directory.query("SELECT * FROM v_mailbox ORDER BY address"))
                .containsExactly("alice@example.org|alice@example.org", "grace@example.org|grace@example.org");
        assertThat(directory.query("SELECT * FROM v_alias")).containsExactly("a@example.org|alice@example.org");
        assertThat(directory.query("SELECT * FROM v_sender WHERE login LIKE '%bot%' ORDER BY address"))
                .containsExactly("reports@example.org|robot@example.org", "robot@example.org|robot@example.org");
        assertThat(directory.query("SELECT * FROM v_sender WHERE login LIKE 'frank%'"))
                .isEmpty();
        assertThat(directory.query("SELECT * FROM v_superuser")).containsExactly("grace@example.org");
        assertThat(directory.query("SELECT login FROM v_user WHERE address = 'a@example.org'"))
                .containsExactly("alice@example.org");
        assertThat(directory.query("SELECT login FROM v_user WHERE login LIKE 'frank%'"))
                .isEmpty();
        assertThat(directory.query("SELECT * FROM v_claimed WHERE address LIKE 'f%' ORDER BY address"))
                .containsExactly("f@example.org", "frank@example.org");
    }

    @Test
    void answersForAnAddressClaimedTwiceWithNeitherOwner() throws SQLException, IOException {
        directory.refresh(account("alice", "alice@example.org", "info@example.org"));

        Change change = directory.put(account("bob", "bob@example.org", "info@example.org"));

        assertThat(change.findings())
                .extracting(Finding::message)
                .containsExactly("claimed by \"cn=alice\" and \"cn=bob\"");
        assertThat(directory.query("SELECT * FROM v_contested")).containsExactly("info@example.org");
        assertThat(directory.query("SELECT * FROM v_alias")).isEmpty();
        assertThat(directory.query("SELECT address FROM v_sender WHERE address = 'info@example.org'"))
                .isEmpty();

        directory.put(account("bob", "bob@example.org"));

        assertThat(directory.query("SELECT * FROM v_contested")).isEmpty();
        assertThat(directory.query("SELECT target FROM v_alias")).containsExactly("alice@example.org");
    }

    @Test
    void keepsTheOlderOfTwoPrimaryAddressesAsLogin() throws SQLException, IOException {
        directory.refresh(account("alice", "alice@example.org", "a@example.org"));
        Path home = directory.home("alice@example.org");

        directory.put(account("twin", "alice@example.org"));

        assertThat(directory.query("SELECT * FROM v_contested ORDER BY address"))
                .containsExactly("a@example.org", "alice@example.org");
        assertThat(directory.query("SELECT * FROM v_mailbox")).isEmpty();
        assertThat(directory.query("SELECT login FROM v_user WHERE address = 'alice@example.org'"))
                .hasSize(1);
        assertThat(directory.home("alice@example.org")).isEqualTo(home);
        assertThat(directory.query("SELECT * FROM v_first_owner"))
                .containsExactly("alice@example.org|" + uuid("alice"));
    }

    @Test
    void cannotTellASenderWhileTwoAccountsHaveOneLogin() throws SQLException, IOException {
        directory.refresh(account("alice", "alice@example.org", "a@example.org"), account("bob", "bob@example.org"));

        directory.put(account("twin", "alice@example.org", SEND_ONLY, "t@example.org"));

        assertThat(directory.query("SELECT * FROM v_disputed ORDER BY address"))
                .containsExactly("a@example.org", "alice@example.org", "t@example.org");
        assertThat(directory.query("SELECT address FROM v_sender")).containsExactly("bob@example.org");

        directory.put(account("twin", "twin@example.org", SEND_ONLY, "t@example.org"));

        assertThat(directory.query("SELECT * FROM v_disputed")).isEmpty();
        assertThat(directory.query("SELECT address FROM v_sender WHERE login = 'alice@example.org' ORDER BY address"))
                .containsExactly("a@example.org", "alice@example.org");
        assertThat(directory.query("SELECT * FROM v_first_owner")).isEmpty();
    }

    @Test
    void servesAnAccountAsSoonAsItsDomainIsListed() throws SQLException, IOException {
        directory.refresh(account("stray", "stray@elsewhere.org", "s@example.org"));
        assertThat(directory.query("SELECT address FROM v_alias")).isEmpty();

        directory.put(domain("elsewhere.org"));
        assertThat(directory.query("SELECT address FROM v_mailbox")).containsExactly("stray@elsewhere.org");
        assertThat(directory.query("SELECT address FROM v_alias")).containsExactly("s@example.org");

        directory.delete(uuid("domain elsewhere.org"));
        assertThat(directory.query("SELECT address FROM v_mailbox")).isEmpty();
        assertThat(directory.query("SELECT address FROM v_alias")).isEmpty();
    }

    @Test
    void tellsOnceOfAnAccountWhoseDomainIsNotListed() throws SQLException, IOException {
        directory.refresh();

        Change first = directory.put(account("stray", "stray@elsewhere.org"));
        Change second = directory.put(account("other", "other@elsewhere.org"));
        directory.put(domain("elsewhere.org"));
        Change removed = directory.delete(uuid("domain elsewhere.org"));

        assertThat(first.findings()).extracting(Finding::path).containsExactly("elsewhere.org");
        assertThat(second.findings()).isEmpty();
        assertThat(removed.findings()).hasSize(1);
    }

    @Test
    void namesAllThatADaemonMayRememberOfAChangedAccount() throws SQLException, IOException {
        directory.refresh(account("alice", "alice@example.org", "a@example.org"));

        Change password = directory.put(account("alice", "alice@example.org", "a@example.org"));
        Change renamed = directory.put(account("alice", "arndt@example.org"));
        Change ended = directory.put(account("alice", "arndt@example.org", INACTIVE));
        Change deleted = directory.delete(uuid("alice"));

        assertThat(password.accounts()).containsExactlyInAnyOrder("alice@example.org", "a@example.org");
        assertThat(password.disabled()).isEmpty();
        assertThat(renamed.accounts())
                .containsExactlyInAnyOrder("alice@example.org", "a@example.org", "arndt@example.org");
        assertThat(renamed.disabled()).containsExactly("alice@example.org");
        assertThat(ended.disabled()).containsExactly("arndt@example.org");
        assertThat(deleted.disabled()).isEmpty();
    }

    @Test
    void findsNothingChangedInAReloadOfTheSameEntries() throws SQLException, IOException {
        Account alice = account("alice", "alice@example.org", "a@example.org");
        directory.refresh(alice);

        Change change = ReplicaFixture.committed(directory.refresh(alice));

        assertThat(change.accounts()).isEmpty();
    }

    @Test
    void holdsARefreshThatRemovesALargePartOfTheAccounts() throws SQLException, IOException {
        Account[] all = IntStream.range(0, 40)
                .mapToObj(i -> account("u" + i, "u" + i + "@example.org"))
                .toArray(Account[]::new);
        directory.refresh(all);

        Outcome outcome = directory.refresh(List.of(all).subList(0, 29).toArray(Account[]::new));

        assertThat(outcome).isEqualTo(new Outcome.Held(11, 40));
        assertThat(directory.query("SELECT count(*) FROM v_mailbox")).containsExactly("40");

        Files.createFile(directory.permission);
        outcome = directory.refresh(List.of(all).subList(0, 29).toArray(Account[]::new));

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(directory.permission).doesNotExist();
        assertThat(directory.query("SELECT count(*) FROM v_mailbox")).containsExactly("29");
    }

    @Test
    void holdsARefreshThatRemovesTheDomainOfManyAccounts() throws SQLException, IOException {
        directory.put(domain("elsewhere.org"));
        Account[] all = IntStream.range(0, 40)
                .mapToObj(i -> account("u" + i, "u" + i + "@elsewhere.org"))
                .toArray(Account[]::new);
        try (ReplicaTransaction first = directory.replica().begin()) {
            for (Account account : all) {
                first.put(account);
            }
            first.commitRefresh(Optional.empty());
        }

        assertThat(directory.refresh(all)).isEqualTo(new Outcome.Held(40, 40));
    }

    @Test
    void letsARefreshPassThatBringsEveryoneBackUnderANewEntry() throws SQLException, IOException {
        directory.refresh(IntStream.range(0, 40)
                .mapToObj(i -> account("u" + i, "u" + i + "@example.org"))
                .toArray(Account[]::new));

        Outcome outcome = directory.refresh(IntStream.range(0, 40)
                .mapToObj(i -> account("restored" + i, "u" + i + "@example.org"))
                .toArray(Account[]::new));

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void remembersTheSyncPointOfTheSameScopeOnly() throws SQLException, IOException {
        directory.refresh();

        directory.reopen();

        assertThat(directory.replica().syncPoint("scope")).contains(new SyncPoint("scope", "Y29va2ll"));
        assertThat(directory.replica().syncPoint("another")).isEmpty();
    }

    @Test
    void showsNothingOfATransactionThatWasRolledBack() throws SQLException, IOException {
        directory.refresh(account("alice", "alice@example.org"));

        try (ReplicaTransaction transaction = directory.replica().begin()) {
            transaction.delete(uuid("alice"));
        }

        assertThat(directory.query("SELECT count(*) FROM v_mailbox")).containsExactly("1");
    }

    @Test
    void refusesAFileOfANewerProgram() throws SQLException {
        directory.query("SELECT 1"); // the file exists
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + directory.file);
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }

        assertThatThrownBy(directory::reopen).hasMessageContaining("version 99");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT name FROM v_domain WHERE name = 'x'",
                "SELECT mailbox FROM v_mailbox WHERE address = 'x'",
                "SELECT target FROM v_alias WHERE address = 'x'",
                "SELECT address FROM v_contested WHERE address = 'x'",
                "SELECT login FROM v_sender WHERE address = 'x'",
                "SELECT address FROM v_disputed WHERE address = 'x'",
                "SELECT entry FROM v_first_owner WHERE login = 'x'",
                "SELECT login FROM v_superuser WHERE login = 'x'",
                "SELECT home, quota_mb FROM v_user WHERE address = 'x'",
                "SELECT address FROM v_claimed WHERE address = 'x'",
            })
    void looksUpByIndexOnly(String lookup) throws SQLException, IOException {
        directory.refresh(account("alice", "alice@example.org"));

        List<String> plan = directory.query("EXPLAIN QUERY PLAN " + lookup);

        assertThat(plan).noneMatch(step -> step.matches(".*SCAN (?!v_|\\(subquery|CONSTANT).*"));
    }

    @Test
    void isLeftReadableForEveryone() throws IOException, SQLException {
        directory.refresh();

        assertThat(Files.getPosixFilePermissions(directory.file))
                .hasToString("[OWNER_READ, OWNER_WRITE, GROUP_READ, OTHERS_READ]");
        assertThat(Optional.of(directory.file.resolveSibling("directory.sqlite-shm")))
                .get()
                .satisfies(shm -> assertThat(shm).exists());
    }
}
