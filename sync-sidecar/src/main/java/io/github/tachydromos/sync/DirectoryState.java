// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync;

import java.time.Instant;

/**
 * What is known of the directory.
 *
 * @param connected whether changes are followed now
 * @param since since when that is so
 * @param reason why it is not connected, or why a refresh is held; empty otherwise
 * @param held whether a refresh that would remove too many accounts waits for the operator
 */
public record DirectoryState(boolean connected, Instant since, String reason, boolean held) {

    static final DirectoryState NEVER = new DirectoryState(false, Instant.EPOCH, "not yet tried", false);

    DirectoryState connected(Instant now) {
        return new DirectoryState(true, now, "", held);
    }

    DirectoryState disconnected(Instant now, String why) {
        return new DirectoryState(false, connected ? now : since, why, held);
    }

    DirectoryState refreshed() {
        return new DirectoryState(connected, since, "", false);
    }

    DirectoryState held(int removals, int accounts) {
        return new DirectoryState(
                connected, since, "refresh held: " + removals + " of " + accounts + " accounts", true);
    }
}
