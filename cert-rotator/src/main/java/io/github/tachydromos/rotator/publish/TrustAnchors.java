// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

import io.github.tachydromos.rotator.policy.Publication;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The object in which those who verify leaves read which authorities to believe. */
public interface TrustAnchors {
    String name();

    /** What they are told now; empty if the object does not exist. */
    Optional<Publication> published();

    /** Tells them exactly these authorities. */
    Outcome tell(List<X509Certificate> authorities, String instance);

    /** What became of it. */
    sealed interface Outcome {
        /** They are told so already. */
        record Known(Publication publication) implements Outcome {}

        /** It was written; {@code reason} completes "it ...". */
        record Told(String reason) implements Outcome {}

        /** There is nobody to tell. */
        record Absent() implements Outcome {}

        /** Somebody else decides what they are told, and it is something else. */
        record Foreign() implements Outcome {}
    }
}
