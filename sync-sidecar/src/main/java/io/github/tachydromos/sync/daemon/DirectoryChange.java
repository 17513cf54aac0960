// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.util.Set;

/**
 * What changed in the directory, told after the replica has it. Lookups need nothing more; this is for what daemons
 * keep in memory.
 *
 * @param changed logins whose entry changed in any way, old and new names
 * @param disabled logins that may not be in a session any more
 */
public record DirectoryChange(Set<String> changed, Set<String> disabled) {

    public DirectoryChange {
        changed = Set.copyOf(changed);
        disabled = Set.copyOf(disabled);
    }
}
