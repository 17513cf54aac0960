// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import java.util.List;

/**
 * What is to happen with the certificate that mail clients see.
 *
 * @param objections what the owner of the source should know: why it is not the one in use
 */
public record MailDecision(RotationDecision.Mail action, Use use, List<String> objections) {

    /** What becomes of the source. */
    public enum Use {
        /** There is no source. */
        ABSENT,
        /** Its certificate is the one in use. */
        SHARED,
        /** It is faulty. */
        FAULTY,
        /** It is good, but worse than the one in use. */
        WORSE,
        /** Somebody else writes the mail Secret, so no source is asked. */
        UNASKED
    }

    public MailDecision {
        objections = List.copyOf(objections);
    }
}
