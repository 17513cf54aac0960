// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A user of the directory as the daemons see him; all addresses in lower case and fit for a lookup.
 *
 * @param address primary address and login
 * @param aliases further addresses, without the primary one
 * @param quotaMb 0 is unlimited
 */
public record Account(EntryId entry, String address, SortedSet<String> aliases, Rights rights, int quotaMb) {

    public Account {
        aliases = new TreeSet<>(aliases);
        aliases.remove(address);
    }

    /** What the account may do. */
    public record Rights(boolean active, boolean sendOnly, boolean superUser) {}

    /** The primary address first. */
    public Set<String> addresses() {
        Set<String> all = new LinkedHashSet<>();
        all.add(address);
        all.addAll(aliases);
        return all;
    }
}
