// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.daemon.DaemonContainer;
import io.github.tachydromos.sync.replica.Account;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import io.github.tachydromos.sync.replica.EntryId;
import io.github.tachydromos.sync.replica.MailDomain;
import io.github.tachydromos.sync.replica.MassDeleteGuard;
import io.github.tachydromos.sync.replica.SyncPoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** What the sidecar would have learnt of those of the seed's users that the tests need. */
public final class ReplicaOfTheSeed {
    private ReplicaOfTheSeed() {}

    /** Where the container looks for it. */
    public static void write(DaemonContainer container) throws Exception {
        write(container.replica(), container.mail());
    }

    static void write(Path file, Path mail) throws Exception {
        var guard = new MassDeleteGuard(0.2, 10, mail.resolveSibling("accept-deletes"));
        DirectoryReplica replica = DirectoryReplica.open(file, Optional.of(mail), guard);
        try (var transaction = replica.begin()) {
            for (String domain : List.of("example.org", "example.com")) {
                transaction.put(new MailDomain(entry(domain), domain));
            }
            for (String user : List.of("alice", "bob", "grace")) {
                transaction.put(account(user, 0));
            }
            transaction.put(account("carol", 0, "info@example.com"));
            transaction.put(account("small", 1));
            transaction.commitRefresh(Optional.of(new SyncPoint("scope", "cookie")));
        }
    }

    private static Account account(String user, int quotaMb, String... aliases) {
        return new Account(
                entry(user),
                user + "@example.org",
                new TreeSet<>(List.of(aliases)),
                new Account.Rights(true, false, false),
                quotaMb);
    }

    private static EntryId entry(String name) {
        return new EntryId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)), name, "1");
    }
}
