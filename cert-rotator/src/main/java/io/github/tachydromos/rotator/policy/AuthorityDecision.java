// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** What is to happen with the Secret of an authority. */
public sealed interface AuthorityDecision {

    /** It signs. */
    record Keep(Authority authority) implements AuthorityDecision {}

    /** A new one is to be made; {@code before} are the authorities to be believed beside it {@code until} then. */
    record Issue(String reason, List<X509Certificate> before, Instant until) implements AuthorityDecision {
        public Issue {
            before = List.copyOf(before);
        }
    }

    /** It signs on; those to be believed beside it change, or the end of their time was not noted. */
    record Retrust(Authority authority, Instant until, String reason) implements AuthorityDecision {}

    /** It does not serve, but is not ours to write over: its owner must act. */
    record Leave(String fault) implements AuthorityDecision {}
}
