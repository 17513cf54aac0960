// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import io.github.tachydromos.core.finding.Finding;
import java.util.List;
import java.util.Set;

/**
 * What a transaction changed for the daemons.
 *
 * @param accounts addresses (primary ones and aliases, old and new) of every account whose entry changed: what a daemon
 *     remembers of them is stale, the password too
 * @param disabled logins that ended: deactivated, deleted, renamed or no longer usable
 * @param findings what the directory's administrator should put right, each told once
 */
public record Change(Set<String> accounts, Set<String> disabled, List<Finding> findings) {

    public Change {
        accounts = Set.copyOf(accounts);
        disabled = Set.copyOf(disabled);
        findings = List.copyOf(findings);
    }
}
