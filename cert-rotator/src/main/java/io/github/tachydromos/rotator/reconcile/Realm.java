// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.core.config.Certificates.Internal;
import io.github.tachydromos.rotator.policy.Authority;
import io.github.tachydromos.rotator.publish.TrustAnchors;
import java.util.List;

/**
 * One authority with all that depends on it.
 *
 * @param title what it is called in its certificate
 * @param secret where its key is kept
 * @param anchors where those who verify are told of it
 */
record Realm(String title, Authority.Terms terms, String secret, TrustAnchors anchors, List<Internal> leaves) {}
