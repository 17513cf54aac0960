// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import io.github.tachydromos.sync.replica.Account.Rights;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** Entries for tests; one name gives the same entryUUID each time. */
final class Entries {
    private static int versions;

    private Entries() {}

    static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    static EntryId entry(String name) {
        return new EntryId(uuid(name), "cn=" + name, "v" + versions++);
    }

    static MailDomain domain(String name) {
        return new MailDomain(entry("domain " + name), name);
    }

    static Account account(String name, String address, String... aliases) {
        return account(name, address, new Rights(true, false, false), aliases);
    }

    static Account account(String name, String address, Rights rights, String... aliases) {
        return new Account(entry(name), address, new TreeSet<>(List.of(aliases)), rights, 0);
    }
}
