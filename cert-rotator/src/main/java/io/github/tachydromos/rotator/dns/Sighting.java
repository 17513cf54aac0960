// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.dns;

import io.github.tachydromos.rotator.records.WantedRecord;
import java.util.List;

/**
 * What DNS says in the place of a record that is wanted.
 *
 * @param found what there is of its kind
 * @param note why that does not do, or what to think of
 */
public record Sighting(WantedRecord wanted, Status status, List<String> found, String note) {
    /** How the two compare. */
    public enum Status {
        OK,
        /** DNS has nothing of the kind. */
        MISSING,
        /** DNS has something else. */
        DIFFERS,
        /** No name server has told: it may be there. */
        UNKNOWN
    }

    public Sighting {
        found = List.copyOf(found);
    }
}
