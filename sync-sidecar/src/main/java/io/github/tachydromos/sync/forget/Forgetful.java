// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.forget;

import io.github.tachydromos.sync.daemon.DirectoryChange;
import java.io.IOException;

/** Somebody who keeps something of the directory in memory and can be told to forget it; twice does no harm. */
@FunctionalInterface
public interface Forgetful {

    /** Forgets what is stale; an exception means that it may still be remembered. */
    void forget(DirectoryChange change) throws IOException;
}
