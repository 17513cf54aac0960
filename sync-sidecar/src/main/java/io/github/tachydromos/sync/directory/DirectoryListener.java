// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import io.github.tachydromos.core.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Hears of everything after it is committed, in order, on the thread that reads the directory: whoever takes long here
 * delays the next change.
 */
public interface DirectoryListener {

    /**
     * Entries changed, perhaps only their password.
     *
     * @param addresses all primary addresses and aliases of these accounts, old and new
     */
    void accountsChanged(Set<String> addresses);

    /** Logins that ended: deactivated, deleted or renamed. Called after {@link #accountsChanged}. */
    void accountsDisabled(Set<String> logins);

    /** The replica is a whole and current copy now. */
    void refreshed();

    /** A refresh would remove {@code removals} of {@code accounts}: the old replica stays until the operator allows it. */
    void held(int removals, int accounts);

    /** What the directory's administrator should put right. */
    void found(List<Finding> findings);

    void connected(Instant since);

    void disconnected(Instant since, String reason);
}
