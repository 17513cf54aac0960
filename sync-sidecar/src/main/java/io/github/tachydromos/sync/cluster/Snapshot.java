// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.cluster;

import io.github.tachydromos.core.config.Suite;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the API server last said.
 *
 * @param suite the last document that was accepted
 * @param refusal why a newer document is not the one in {@code suite}, line by line; empty if there is none
 * @param warnings what the author of {@code suite} should know of it, line by line
 * @param secrets name → key → text of the Secrets that exist
 */
public record Snapshot(
        Optional<Suite> suite, List<String> refusal, List<String> warnings, Map<String, Map<String, String>> secrets) {

    /** Before anything was heard. */
    static final Snapshot EMPTY = new Snapshot(Optional.empty(), List.of(), List.of(), Map.of());

    public Snapshot {
        refusal = List.copyOf(refusal);
        warnings = List.copyOf(warnings);
        secrets = Map.copyOf(secrets);
    }
}
