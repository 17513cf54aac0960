// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import java.util.Map;

/**
 * A Secret as it was read.
 *
 * @param ours made by this program, as its label says
 * @param issuedLeaf digest of the leaf that this program wrote last, or empty: where it differs from what is there,
 *     somebody else has put a certificate of his own into our Secret
 * @param resourceVersion a write names it, so that it fails if somebody was faster
 */
public record ObservedSecret(
        String name, boolean ours, String issuedLeaf, Map<String, byte[]> data, String resourceVersion) {
    public ObservedSecret {
        data = Map.copyOf(data);
    }
}
