// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.sync.replica.Account;
import io.github.tachydromos.sync.replica.Account.Rights;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import io.github.tachydromos.sync.replica.EntryId;
import io.github.tachydromos.sync.replica.MailDomain;
import io.github.tachydromos.sync.replica.MassDeleteGuard;
import io.github.tachydromos.sync.replica.ReplicaTransaction;
import io.github.tachydromos.sync.replica.SyncPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** A real replica with one account of each kind, as the first refresh leaves it. */
public final class TestDirectory {
    private static final Rights USER = new Rights(true, false, false);

    private final DirectoryReplica replica;

    public TestDirectory(Path state) throws SQLException, IOException {
        replica = DirectoryReplica.open(
                state.resolve("replica/directory.sqlite"),
                Optional.empty(),
                MassDeleteGuard.withDefaults(state.resolve("accept-deletes")));
        try (ReplicaTransaction transaction = replica.begin()) {
            transaction.put(domain("example.org"));
            transaction.put(account("alice@example.org", USER, "al@example.org"));
            transaction.put(account("o'neil@example.org", USER));
            transaction.put(account("robot@example.org", new Rights(true, true, false), "bot@example.org"));
            transaction.put(account("gone@example.org", new Rights(false, false, false), "left@example.org"));
            transaction.put(account("one@example.org", USER, "twice@example.org"));
            transaction.put(account("two@example.org", USER, "twice@example.org"));
            transaction.put(account("postmaster@example.org", USER));
            transaction.commitRefresh(Optional.of(new SyncPoint("scope", "")));
        }
    }

    /** Adds a domain with one user; returns when it was committed. */
    public Instant add(String domain, String address) throws SQLException, IOException {
        try (ReplicaTransaction transaction = replica.begin()) {
            transaction.put(domain(domain));
            transaction.put(account(address, USER));
            transaction.commit(Optional.empty());
        }
        return Instant.now();
    }

    private static MailDomain domain(String name) {
        return new MailDomain(entry(name), name);
    }

    private static Account account(String address, Rights rights, String... aliases) {
        return new Account(entry(address), address, new TreeSet<>(List.of(aliases)), rights, 0);
    }

    private static EntryId entry(String name) {
        return new EntryId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), "cn=" + name, "1");
    }
}
