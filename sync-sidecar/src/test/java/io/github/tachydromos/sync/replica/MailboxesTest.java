// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import static io.github.tachydromos.sync.replica.Entries.account;
import static io.github.tachydromos.sync.replica.Entries.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxesTest {
    private static final String ADDRESS = "alice@example.org";

    private ReplicaFixture directory;

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException, IOException {
        directory = new ReplicaFixture(folder);
        directory.refresh(account("alice", ADDRESS));
    }

    @Test
    void saysInTheFolderWhoseMailItIs() throws SQLException, IOException {
        Path home = directory.home(ADDRESS);

        assertThat(home.resolve("identity"))
                .hasContent("entryUUID=" + uuid("alice") + "\naddress=" + ADDRESS + "\nstate=live\n");
        assertThat(Files.getPosixFilePermissions(home)).hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]");
    }

    @Test
    void keepsTheMailOfAnEntryThatChangesItsAddress() throws SQLException, IOException {
        Path before = directory.home(ADDRESS);

        directory.put(account("alice", "arndt@example.org"));

        assertThat(directory.home("arndt@example.org")).isEqualTo(before);
        assertThat(before.resolve("identity")).content().contains("address=arndt@example.org");
    }

    @Test
    void startsEmptyForAnAddressWhoseOldEntryWasSeenToGo() throws SQLException, IOException {
        Path before = directory.home(ADDRESS);

        directory.delete(uuid("alice"));
        directory.put(account("another alice", ADDRESS));

        assertThat(directory.home(ADDRESS)).isNotEqualTo(before);
        assertThat(before.resolve("identity")).content().contains("state=gone");
    }

    @Test
    void startsEmptyAlsoWhenTheNextRefreshIsTheFirstToSeeTheNewEntry() throws SQLException, IOException {
        Path before = directory.home(ADDRESS);

        directory.delete(uuid("alice"));
        directory.refresh(account("another alice", ADDRESS));

        assertThat(directory.home(ADDRESS)).isNotEqualTo(before);
    }

    @Test
    void staysWithThePersonWhenOldAndNewEntryMeetInOneRefresh() throws SQLException, IOException {
        Path before = directory.home(ADDRESS);

        directory.refresh(account("alice restored", ADDRESS));

        assertThat(directory.home(ADDRESS)).isEqualTo(before);
        assertThat(before.resolve("identity"))
                .content()
                .contains(uuid("alice restored").toString());
    }

    @Test
    void givesAnOldEntryThatComesBackAfterItsMailWentOnAFolderOfItsOwn() throws SQLException, IOException {
        directory.refresh(account("alice restored", ADDRESS));
        Path taken = directory.home(ADDRESS);

        directory.put(account("alice", "a@example.org"));

        assertThat(directory.home("a@example.org")).isNotEqualTo(taken);
    }

    @Test
    void givesAnEntryThatComesBackItsOwnMail() throws SQLException, IOException {
        Path before = directory.home(ADDRESS);

        directory.delete(uuid("alice"));
        directory.put(account("alice", ADDRESS));

        assertThat(directory.home(ADDRESS)).isEqualTo(before);
        assertThat(before.resolve("identity")).content().contains("state=live");
    }

    @Test
    void keepsTheMailOfAnEntryThatWasUnusableForAWhile() throws SQLException, IOException {
        Path before = directory.home(ADDRESS);

        directory.leaveOut(uuid("alice"));
        directory.put(account("alice", ADDRESS));

        assertThat(directory.home(ADDRESS)).isEqualTo(before);
    }

    @Test
    void knowsTheMailboxesAgainAfterTheReplicaIsLost() throws SQLException, IOException {
        directory.put(account("bob", "bob@example.org"));
        directory.delete(uuid("bob"));
        directory.put(account("carol", "carol@example.org"));
        Path alice = directory.home(ADDRESS);
        Path carol = directory.home("carol@example.org");

        loseReplica();
        directory.refresh(
                account("alice", "arndt@example.org"),
                account("another bob", "bob@example.org"),
                account("carol restored", "carol@example.org"));

        assertThat(directory.home("arndt@example.org")).isEqualTo(alice);
        assertThat(directory.home("carol@example.org")).isEqualTo(carol);
        assertThat(directory.home("bob@example.org").getFileName())
                .hasToString(uuid("another bob").toString());
    }

    @Test
    void setsFilesRightThatACrashLeftBehind() throws SQLException, IOException {
        Path identity = directory.home(ADDRESS).resolve("identity");
        Files.writeString(identity, "entryUUID=" + uuid("somebody") + "\naddress=x@example.org\nstate=live\n");

        directory.reopen();

        assertThat(identity).content().contains(uuid("alice").toString()).contains(ADDRESS);
    }

    @Test
    void leavesAFolderAloneWhoseIdentityCannotBeRead() throws SQLException, IOException {
        Path folder = Files.createDirectory(directory.mail.resolve("00000000-0000-4000-8000-000000000001"));
        Files.writeString(folder.resolve("identity"), "entryUUID=\n");

        loseReplica();
        directory.refresh(account("alice", ADDRESS));

        assertThat(folder.resolve("identity")).content().isEqualTo("entryUUID=\n");
    }

    private void loseReplica() throws SQLException, IOException {
        Path folder = directory.file.getParent();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
        directory.reopen();
    }
}
