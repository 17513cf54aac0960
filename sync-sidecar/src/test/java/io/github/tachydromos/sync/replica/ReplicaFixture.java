// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A replica in a folder of its own, fed by hand and read as the daemons read it: through another connection. */
final class ReplicaFixture {
    final Path file;
    final Path mail;
    final Path permission;
    private DirectoryReplica replica;

    ReplicaFixture(Path folder) throws SQLException, IOException {
        this(folder, "replica/directory.sqlite");
    }

    ReplicaFixture(Path folder, String name) throws SQLException, IOException {
        file = folder.resolve(name);
        mail = Files.createDirectories(folder.resolve("mail"));
        permission = folder.resolve("accept-deletes");
        replica = open();
    }

    /** As after a restart of the process. */
    void reopen() throws SQLException, IOException {
        replica = open();
    }

    DirectoryReplica replica() {
        return replica;
    }

    /** One change that came by itself. */
    Change put(Account account) throws SQLException, IOException {
        try (ReplicaTransaction transaction = replica.begin()) {
            transaction.put(account);
            return committed(transaction.commit(Optional.empty()));
        }
    }

    Change put(MailDomain domain) throws SQLException, IOException {
        try (ReplicaTransaction transaction = replica.begin()) {
            transaction.put(domain);
            return committed(transaction.commit(Optional.empty()));
        }
    }

    Change delete(UUID uuid) throws SQLException, IOException {
        try (ReplicaTransaction transaction = replica.begin()) {
            transaction.delete(uuid);
            return committed(transaction.commit(Optional.empty()));
        }
    }

    Change leaveOut(UUID uuid) throws SQLException, IOException {
        try (ReplicaTransaction transaction = replica.begin()) {
            transaction.leaveOut(uuid);
            return committed(transaction.commit(Optional.empty()));
        }
    }

    /** A full reload that finds just these entries; {@code example.org} is always among the domains. */
    Outcome refresh(Account... accounts) throws SQLException, IOException {
        UuidSet present = new UuidSet();
        try (ReplicaTransaction transaction = replica.begin()) {
            MailDomain domain = Entries.domain("example.org");
            transaction.put(domain);
            present.add(domain.entry().uuid());
            for (Account account : accounts) {
                transaction.put(account);
                present.add(account.entry().uuid());
            }
            transaction.deleteAllBut(present);
            return transaction.commitRefresh(Optional.of(new SyncPoint("scope", "Y29va2ll")));
        }
    }

    /** Rows as {@code a|b}, in their order. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(String.join("|", row));
            }
            return all;
        }
    }

    Path home(String address) throws SQLException {
        String home = query("SELECT home FROM v_user WHERE address = '" + address + "'")
                .getFirst();
        return mail.resolve(home.substring("/var/mail/".length()));
    }

    static Change committed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed(var change) -> change;
            case Outcome.Held held -> throw new AssertionError("held: " + held);
        };
    }

    private DirectoryReplica open() throws SQLException, IOException {
        return DirectoryReplica.open(file, Optional.of(mail), new MassDeleteGuard(0.2, 10, permission));
    }
}
