// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds a refresh that would remove a large part of the accounts: a wrong search base or a lost permission looks just
 * like a mass delete, and would bounce everybody's mail.
 *
 * @param share more than this part of the accounts
 * @param minimum and more than this number
 * @param permission a file by which the operator lets one such refresh pass
 */
public record MassDeleteGuard(double share, int minimum, Path permission) {

    public static MassDeleteGuard withDefaults(Path permission) {
        return new MassDeleteGuard(0.2, 10, permission);
    }

    boolean holds(int removals, int accounts) {
        return removals > minimum && removals > share * accounts && !Files.exists(permission);
    }

    /** The permission counts once. */
    void passed(int removals) throws IOException {
        if (removals > minimum) {
            Files.deleteIfExists(permission);
        }
    }
}
