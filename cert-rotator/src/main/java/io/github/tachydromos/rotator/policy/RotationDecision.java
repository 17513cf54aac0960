// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import io.github.tachydromos.core.tls.TlsBundle;

/** What is to happen with the Secret of a certificate. */
public sealed interface RotationDecision {

    /** It serves. */
    record Keep(TlsBundle bundle) implements RotationDecision {}

    /** It is to be written, made anew or for the first time. */
    record Issue(String reason) implements RotationDecision {}

    /** It does not serve, but is not ours to write over: its owner must act. */
    record Leave(String fault) implements RotationDecision {}
}
