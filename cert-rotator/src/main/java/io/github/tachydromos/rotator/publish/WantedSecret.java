// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.policy.Certificates;
import java.util.HashMap;
import java.util.Map;

/**
 * A Secret to be written; only the entries named here are touched.
 *
 * @param type of the Secret, as Kubernetes names it
 * @param issuedLeaf digest of the leaf in it, or empty
 */
public record WantedSecret(String name, String type, Map<String, byte[]> data, String issuedLeaf) {
    public WantedSecret {
        data = Map.copyOf(data);
    }

    public static WantedSecret opaque(String name, Map<String, byte[]> data) {
        return new WantedSecret(name, "Opaque", data, "");
    }

    public static WantedSecret keyPair(String name, TlsBundle bundle, Map<String, byte[]> more) {
        Map<String, byte[]> data = new HashMap<>(more);
        data.put(TlsBundle.CERTIFICATE_ENTRY, bundle.certificatesPem().getBytes(US_ASCII));
        data.put(TlsBundle.KEY_ENTRY, bundle.keyPem().getBytes(US_ASCII));
        return new WantedSecret(name, "kubernetes.io/tls", data, Certificates.digest(bundle.leaf()));
    }
}
