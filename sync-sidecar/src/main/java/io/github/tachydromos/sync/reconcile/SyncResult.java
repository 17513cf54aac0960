// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

/** How one pass over one daemon ended. */
public sealed interface SyncResult {

    /** The daemon runs the wanted tree, which is good. */
    record Unchanged(long generation) implements SyncResult {}

    /** A tree was promoted and taken over; whether it serves is looked at in the following passes. */
    record Verifying(long generation) implements SyncResult {}

    /** A promoted tree was seen to serve. */
    record Verified(long generation) implements SyncResult {}

    /** The wanted tree was refused or did not serve; last-known-good runs. */
    record KeptLastKnownGood(long generation, String reason) implements SyncResult {}

    /** The wanted tree was refused or does not serve, and there is none to go back to. */
    record NothingGood(String reason) implements SyncResult {}

    /** The daemon is about to run on the tree that it has; what is wanted is for afterwards. */
    record Starting() implements SyncResult {}

    /** Nothing to do yet. */
    record Waiting(String reason) implements SyncResult {}
}
