// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import io.github.tachydromos.core.tls.TlsBundle;

/** What is to happen with the Secret of a certificate. */
public sealed interface RotationDecision {

    /** With the one that mail clients see. */
    sealed interface Mail extends RotationDecision {}

    /** With one that an authority of ours issues. */
    sealed interface Leaf extends RotationDecision {}

    /** It stays. */
    record Keep(TlsBundle bundle) implements Mail, Leaf {}

    /** It stays for now: those who verify do not all know the authority yet that is to issue the next one. */
    record Wait(TlsBundle bundle, String reason) implements Leaf {}

    /** It is to be written, made anew or for the first time. */
    record Issue(String reason) implements Mail, Leaf {}

    /** The source's certificate is to be written into it. */
    record Share(Source.Good source, String reason) implements Mail {}

    /** Key and certificate stay, the authorities beside them change. */
    record Retrust(TlsBundle bundle) implements Leaf {}

    /** It does not serve, but is not ours to write over: its owner must act. */
    record Leave(String fault) implements Mail, Leaf {}
}
