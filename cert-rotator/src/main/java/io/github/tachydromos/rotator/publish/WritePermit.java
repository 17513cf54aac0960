// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

import java.io.Serial;

/** Asked before each write: of several replicas only one may. */
public interface WritePermit {
    /** Throws {@link Lost} if this replica may not write now. */
    void demand();

    /** Another replica may be writing: nothing of what was begun may go on. */
    final class Lost extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        public Lost() {
            super("the lease is lost: another replica may be writing");
        }
    }
}
