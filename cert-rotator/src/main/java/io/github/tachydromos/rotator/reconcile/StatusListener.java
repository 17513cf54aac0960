// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

/** Is told what each pass found. */
public interface StatusListener {
    void changed(RotatorStatus status);
}
