// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {

    @Test
    void bringsAReplicaOfTheFirstVersionUpToDateInPlace(@TempDir Path folder) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("first.sqlite"));
                Statement statement = connection.createStatement()) {
            new Sql(connection).script("/replica/tables-1.sql");
            statement.executeUpdate("""
                    INSERT INTO state VALUES ('complete', 'yes');
                    INSERT INTO domain VALUES (x'01', 'ou=example.org', 'example.org');
                    INSERT INTO account VALUES (1, x'02', 'cn=alice', 'alice@example.org', 1, 0, 0, 0, 'v');
                    INSERT INTO claim VALUES ('alice@example.org', 1, 'example.org', 1);
                    INSERT INTO claim VALUES ('a@example.org', 1, 'example.org', 0);
                    PRAGMA user_version = 1""");
        }

        ReplicaFixture directory = new ReplicaFixture(folder, "first.sqlite");

        assertThat(directory.query("SELECT mailbox FROM v_mailbox")).containsExactly("alice@example.org");
        assertThat(directory.query("SELECT target FROM v_alias WHERE address = 'a@example.org'"))
                .containsExactly("alice@example.org");
        assertThat(directory.query("PRAGMA user_version")).containsExactly("4");
    }
}
