// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import io.github.tachydromos.sync.replica.IdentityFiles.Identity;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which mailbox folder belongs to which entry. An entry that keeps its entryUUID keeps its mail whatever its address; an
 * address that comes back with another entryUUID after its entry was seen to go starts empty; when the old one goes and the
 * new one comes in one refresh, it is the same person. No folder is ever deleted or handed to a second entry otherwise.
 */
final class Mailboxes {
    private final Sql sql;
    private final Optional<IdentityFiles> files;

    /** Without a mail folder (the Postfix pod) nothing is assigned. */
    Mailboxes(Sql sql, Optional<IdentityFiles> files) {
        this.sql = sql;
        this.files = files;
    }

    /** After a start: a lost replica learns from the files, and files that a crash left behind are set right. */
    void restore() throws SQLException, IOException {
        if (files.isEmpty()) {
            return;
        }
        sql.plain("BEGIN IMMEDIATE");
        for (Identity identity : files.get().readAll()) {
            sql.update(
                    "INSERT OR IGNORE INTO mailbox (id, uuid, address, gone) VALUES (?, ?, ?, ?)",
                    identity.id(),
                    identity.uuid(),
                    identity.address(),
                    identity.gone());
        }
        sql.plain("COMMIT");
        for (Identity identity : sql.list("SELECT id, uuid, address, gone FROM mailbox", Mailboxes::identity)) {
            files.get().write(identity);
        }
    }

    /**
     * Within the transaction that changes the accounts. Files are written before it commits: a mailbox has its identity
     * before mail can reach it.
     *
     * @param put entries that are accounts now
     * @param gone entries that the same transaction saw go
     */
    void assign(Set<UUID> put, Set<UUID> gone) throws SQLException, IOException {
        if (files.isEmpty()) {
            return;
        }
        for (UUID uuid : put) {
            Optional<String> address =
                    sql.first("SELECT address FROM account WHERE uuid = ?", row -> row.getString(1), uuid);
            if (address.isPresent()) {
                settle(uuid, address.get(), gone);
            }
        }
        for (UUID uuid : gone) {
            Optional<Identity> own = ownedBy(uuid);
            if (own.isPresent() && !own.get().gone()) {
                store(new Identity(own.get().id(), uuid, own.get().address(), true));
            }
        }
    }

    private void settle(UUID uuid, String address, Set<UUID> gone) throws SQLException, IOException {
        Optional<Identity> own = ownedBy(uuid);
        if (own.isPresent()) {
            Identity wanted = new Identity(own.get().id(), uuid, address, false);
            if (!wanted.equals(own.get())) {
                store(wanted);
            }
            return;
        }
        List<Identity> orphans = sql.list(
                "SELECT id, uuid, address, gone FROM mailbox WHERE address = ? AND gone = 0",
                Mailboxes::identity,
                address);
        for (Identity orphan : orphans) {
            if (gone.contains(orphan.uuid())) {
                store(new Identity(orphan.id(), uuid, address, false));
                return;
            }
        }
        // The first owner's entryUUID names the folder; it may be in another's hands by now.
        String id = uuid.toString();
        if (sql.any("SELECT 1 FROM mailbox WHERE id = ?", id)) {
            id = UUID.randomUUID().toString();
        }
        store(new Identity(id, uuid, address, false));
    }

    private Optional<Identity> ownedBy(UUID uuid) throws SQLException {
        return sql.first("SELECT id, uuid, address, gone FROM mailbox WHERE uuid = ?", Mailboxes::identity, uuid);
    }

    private void store(Identity identity) throws SQLException, IOException {
        files.orElseThrow().write(identity);
        sql.update(
                "INSERT INTO mailbox (id, uuid, address, gone) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                        + " uuid = excluded.uuid, address = excluded.address, gone = excluded.gone",
                identity.id(),
                identity.uuid(),
                identity.address(),
                identity.gone());
    }

    private static Identity identity(ResultSet row) throws SQLException {
        return new Identity(
                row.getString("id"), Sql.uuid(row.getBytes("uuid")), row.getString("address"), row.getBoolean("gone"));
    }
}
