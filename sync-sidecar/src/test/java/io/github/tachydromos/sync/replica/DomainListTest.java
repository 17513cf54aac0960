// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import static io.github.tachydromos.sync.replica.Entries.account;
import static io.github.tachydromos.sync.replica.Entries.domain;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainListTest {
    private ReplicaFixture directory;
    private Path list;

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException, IOException {
        directory = new ReplicaFixture(folder);
        list = DomainList.beside(directory.file).file();
    }

    @Test
    void namesEachDomainOnceAndFollowsTheReplica() throws SQLException, IOException {
        assertThat(list).isEmptyFile();

        directory.refresh(account("alice", "alice@example.org"));
        directory.put(domain("added.example"));
        assertThat(list).hasContent("added.example\nexample.org\n");
        assertThat(list.resolveSibling("managed").toFile().list())
                .containsExactlyInAnyOrder("added.example", "example.org");

        directory.delete(domain("added.example").entry().uuid());
        assertThat(list).hasContent("example.org\n");
        assertThat(list.resolveSibling("managed").toFile().list()).containsExactly("example.org");
    }

    @Test
    void isNotTouchedByAChangeOfAccounts() throws SQLException, IOException {
        directory.refresh();
        var before = Files.getAttribute(list, "unix:ino");

        directory.put(account("alice", "alice@example.org"));

        assertThat(Files.getAttribute(list, "unix:ino")).isEqualTo(before);
    }

    @Test
    void isMadeGoodAfterACrash() throws SQLException, IOException {
        directory.refresh();
        Files.delete(list);

        directory.reopen();

        assertThat(list).hasContent("example.org\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
                .isEqualTo("rw-r--r--");
    }
}
