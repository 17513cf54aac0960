// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync;

import java.time.Instant;

/**
 * What is known of the directory.
 *
 * @param connected whether changes are followed now
 * @param since since when that is so
 * @param reason why it is not connected, or why a refresh is held; empty otherwise
 * @param complete whether the replica was seen to be whole and current since this program started
 */
public record DirectoryState(boolean connected, Instant since, String reason, boolean complete) {

    static final DirectoryState NEVER = new DirectoryState(false, Instant.EPOCH, "not yet tried", false);

    DirectoryState connected(Instant now) {
        return new DirectoryState(true, now, "", complete);
    }

    DirectoryState disconnected(Instant now, String why) {
        return new DirectoryState(false, connected ? now : since, why, complete);
    }

    DirectoryState refreshed() {
        return new DirectoryState(connected, since, "", true);
    }

    DirectoryState held(int removals, int accounts) {
        return new DirectoryState(
                connected, since, "refresh held: " + removals + " of " + accounts + " accounts", complete);
    }
}
