// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.util.UUID;

/**
 * Which entry of the directory something comes from.
 *
 * @param uuid entryUUID (RFC 4530), the same for the life of the entry
 * @param dn for messages
 * @param version differs after each change of the entry, as entryCSN does; empty if the directory has nothing of the kind
 */
public record EntryId(UUID uuid, String dn, String version) {

    /** Whether this is certainly the same state of the same entry. */
    boolean sameVersion(EntryId other) {
        return uuid.equals(other.uuid) && !version.isEmpty() && version.equals(other.version);
    }
}
