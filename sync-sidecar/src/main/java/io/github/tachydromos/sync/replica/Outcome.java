// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

/** How a transaction ended; an exception means that the disk failed and nothing changed. */
public sealed interface Outcome {
    record Committed(Change change) implements Outcome {}

    /** It would have removed too many accounts at once and was rolled back. */
    record Held(int removals, int accounts) implements Outcome {}
}
