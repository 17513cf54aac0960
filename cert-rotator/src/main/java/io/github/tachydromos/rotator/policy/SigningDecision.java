// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import java.util.List;

/** What is to happen with the Secret of the signing keys; {@code reason} completes "it ...". */
public sealed interface SigningDecision {

    /** It signs with the selector that is wanted. */
    record Keep() implements SigningDecision {}

    /** It signs on as it is; what is wanted cannot be done. */
    record Refuse(String fault) implements SigningDecision {}

    /** These entries are to be made, under a prefix, of this selector. */
    record Make(String prefix, String selector, List<String> entries, String reason) implements SigningDecision {
        public Make {
            entries = List.copyOf(entries);
        }
    }

    /** The next keys are there, and do not sign yet. */
    record Wait(String reason) implements SigningDecision {}

    /** The next keys sign from now on; those of now become those before. */
    record Switch(String reason) implements SigningDecision {}

    /** The keys under this prefix are to go. */
    record Withdraw(String prefix, String reason) implements SigningDecision {}
}
