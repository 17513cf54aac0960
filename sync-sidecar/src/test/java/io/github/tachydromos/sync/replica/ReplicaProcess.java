// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import static io.github.tachydromos.sync.replica.Entries.account;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A program that writes a replica, says so, and lives until it is ended from outside. */
final class ReplicaProcess {
    private ReplicaProcess() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int accounts = Integer.parseInt(arguments[1]);
        DirectoryReplica replica = DirectoryReplica.open(
                file, Optional.empty(), MassDeleteGuard.withDefaults(file.resolveSibling("allow-mass-delete")));
        try (ReplicaTransaction transaction = replica.begin()) {
            transaction.put(Entries.domain("example.org"));
            for (int i = 0; i < accounts; i++) {
                transaction.put(account("u" + i, "u" + i + "@example.org", "alias" + i + "@example.org"));
            }
            transaction.commitRefresh(Optional.empty());
        }
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
