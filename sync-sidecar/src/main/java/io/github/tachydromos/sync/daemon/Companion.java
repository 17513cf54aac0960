// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.IOException;

/**
 * What a daemon has beside it: Valkey beside Rspamd, the database of SOGo. Whether it is there is told by an Event and a
 * metric; the readiness of a pod that has served does not hang on it.
 *
 * @param name for the metric, as {@code valkey}
 * @param without what is missing while it is away, for people
 * @param awaited the daemon starts only once it is there: until then a tree is neither good nor bad
 */
public record Companion(String name, String without, boolean awaited, Look look) {

    /** Returns if it is there and works, or throws what was seen instead. */
    @FunctionalInterface
    public interface Look {
        void take(DaemonControl control) throws IOException;
    }
}
