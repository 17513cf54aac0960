// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.IOException;

/** One look at a running daemon through a port or socket of its own pod. */
public interface Probe {

    /** What is looked at, as {@code smtp banner}. */
    String name();

    /**
     * Returns if it is as it should be.
     *
     * @throws IOException with what was seen instead
     */
    void run() throws IOException;
}
