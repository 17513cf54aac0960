// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.tls.CertificateFacts;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.policy.Annotations;
import io.github.tachydromos.rotator.policy.ObservedSecret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Secret to be written; only the entries and annotations named here are touched.
 *
 * @param type of the Secret, as Kubernetes names it
 * @param withdrawn entries that are to go
 */
public record WantedSecret(
        String name, String type, Map<String, byte[]> data, Set<String> withdrawn, Map<String, String> annotations) {
    public WantedSecret {
        data = Map.copyOf(data);
        withdrawn = Set.copyOf(withdrawn);
        annotations = Map.copyOf(annotations);
    }

    /** Entries beside those that are there; of type Opaque if it is created. */
    public static WantedSecret entries(String name, Map<String, byte[]> data) {
        return new WantedSecret(name, "Opaque", data, Set.of(), Map.of());
    }

    /** A certificate of ours; an order to rotate that the Secret carries is carried out with it. */
    public static WantedSecret keyPair(String name, TlsBundle bundle, Optional<ObservedSecret> observed) {
        Map<String, byte[]> data = Map.of(
                TlsBundle.CERTIFICATE_ENTRY, bundle.certificatesPem().getBytes(US_ASCII),
                TlsBundle.KEY_ENTRY, bundle.keyPem().getBytes(US_ASCII));
        Map<String, String> annotations = new HashMap<>();
        annotations.put(Annotations.ISSUED_LEAF, CertificateFacts.fingerprint(bundle.leaf()));
        observed.flatMap(ObservedSecret::order).ifPresent(order -> annotations.put(Annotations.ROTATED, order));
        return new WantedSecret(name, "kubernetes.io/tls", data, Set.of(), annotations);
    }

    public WantedSecret with(String entry, byte[] content) {
        Map<String, byte[]> more = new HashMap<>(data);
        more.put(entry, content);
        return new WantedSecret(name, type, more, withdrawn, annotations);
    }

    public WantedSecret without(Set<String> entries) {
        return new WantedSecret(name, type, data, entries, annotations);
    }

    public WantedSecret annotated(String key, String value) {
        Map<String, String> more = new HashMap<>(annotations);
        more.put(key, value);
        return new WantedSecret(name, type, data, withdrawn, more);
    }
}
