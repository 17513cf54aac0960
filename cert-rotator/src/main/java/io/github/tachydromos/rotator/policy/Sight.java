// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import java.util.List;

/**
 * Which domains show the records of the next keys.
 *
 * @param watched those that were looked at; if none, nothing was seen
 * @param missing those of them that do not show all records
 */
public record Sight(List<String> watched, List<String> missing) {
    public Sight {
        watched = List.copyOf(watched);
        missing = List.copyOf(missing);
    }

    boolean complete() {
        return !watched.isEmpty() && missing.isEmpty();
    }
}
