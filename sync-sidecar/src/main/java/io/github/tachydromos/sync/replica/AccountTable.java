// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import io.github.tachydromos.sync.replica.Account.Rights;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** Accounts and the addresses they claim, as rows. */
final class AccountTable {
    private final Sql sql;

    AccountTable(Sql sql) {
        this.sql = sql;
    }

    Optional<Account> find(UUID uuid) throws SQLException {
        Optional<Account> found = sql.first(
                "SELECT dn, version, address, active, send_only, super_user, quota_mb FROM account WHERE uuid = ?",
                row -> new Account(
                        new EntryId(uuid, row.getString("dn"), row.getString("version")),
                        row.getString("address"),
                        new TreeSet<>(),
                        new Rights(row.getBoolean("active"), row.getBoolean("send_only"), row.getBoolean("super_user")),
                        row.getInt("quota_mb")),
                uuid);
        if (found.isEmpty()) {
            return found;
        }
        Account account = found.get();
        TreeSet<String> aliases = new TreeSet<>(sql.list(
                "SELECT address FROM claim WHERE account = ? AND main = 0", row -> row.getString(1), id(uuid)));
        return Optional.of(
                new Account(account.entry(), account.address(), aliases, account.rights(), account.quotaMb()));
    }

    void put(Account account) throws SQLException {
        EntryId entry = account.entry();
        Rights rights = account.rights();
        sql.update(
                "INSERT INTO account (uuid, dn, version, address, active, send_only, super_user, quota_mb)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO UPDATE SET dn = excluded.dn,"
                        + " version = excluded.version, address = excluded.address, active = excluded.active,"
                        + " send_only = excluded.send_only, super_user = excluded.super_user, quota_mb = excluded.quota_mb",
                entry.uuid(),
                entry.dn(),
                entry.version(),
                account.address(),
                rights.active(),
                rights.sendOnly(),
                rights.superUser(),
                account.quotaMb());
        long id = id(entry.uuid());
        sql.update("DELETE FROM claim WHERE account = ?", id);
        for (String address : account.addresses()) {
            sql.update(
                    "INSERT INTO claim (address, account, domain, main) VALUES (?, ?, ?, ?)",
                    address,
                    id,
                    domain(address),
                    address.equals(account.address()));
        }
    }

    void remove(UUID uuid) throws SQLException {
        sql.update("DELETE FROM claim WHERE account = ?", id(uuid));
        sql.update("DELETE FROM account WHERE uuid = ?", uuid);
    }

    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private long id(UUID uuid) throws SQLException {
        return sql.count("SELECT id FROM account WHERE uuid = ?", uuid);
    }
}
