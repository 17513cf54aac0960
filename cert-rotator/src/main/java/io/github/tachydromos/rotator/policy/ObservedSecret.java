// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import io.github.tachydromos.core.tls.CertificateFacts;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;

/**
 * A Secret as it was read.
 *
 * @param ours made by this program, as its label says
 * @param version a write names it, so that it fails if somebody was faster
 */
public record ObservedSecret(
        String name, boolean ours, Map<String, String> annotations, Map<String, byte[]> data, Version version) {

    /** Which object it is, and which state of it. */
    public record Version(String uid, String resourceVersion) {}

    public ObservedSecret {
        annotations = Map.copyOf(annotations);
        data = Map.copyOf(data);
    }

    public String annotation(String key) {
        return annotations.getOrDefault(key, "");
    }

    /** False where somebody else has put a certificate of his own into a Secret of ours. */
    boolean holdsWhatWeWrote(X509Certificate leaf) {
        return CertificateFacts.fingerprint(leaf).equals(annotation(Annotations.ISSUED_LEAF));
    }

    /** The order to rotate that was not carried out yet. */
    public Optional<String> order() {
        String order = annotation(Annotations.ROTATE);
        return order.isEmpty() || order.equals(annotation(Annotations.ROTATED)) ? Optional.empty() : Optional.of(order);
    }
}
