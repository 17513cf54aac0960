// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.IOException;

/** A port serves, but with another certificate than the one it should. */
public final class OtherLeaf extends IOException {
    private static final long serialVersionUID = 1L;

    OtherLeaf(String message) {
        super(message);
    }
}
