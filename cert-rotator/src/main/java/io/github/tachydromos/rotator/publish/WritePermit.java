// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

/** Asked before each write: of several replicas only one may. */
public interface WritePermit {
    /** Throws {@link IllegalStateException} if this replica may not write now. */
    void demand();
}
