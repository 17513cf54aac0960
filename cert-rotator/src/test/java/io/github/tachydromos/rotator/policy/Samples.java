// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.tls.CertificateFacts;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import io.github.tachydromos.rotator.policy.ObservedSecret.Version;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Certificates and Secrets as the decisions meet them. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final Duration DAY = Duration.ofDays(1);
    static final Duration YEAR = Duration.ofDays(365);

    private Samples() {}

    static CertificateIssuer issuer(Instant at) {
        return new CertificateIssuer(new SecureRandom(), InstantSource.fixed(at));
    }

    static TlsBundle authority(String name, Instant at) {
        return issuer(at).authority(name, YEAR);
    }

    static Map<String, byte[]> data(TlsBundle bundle, X509Certificate... trusted) {
        Map<String, byte[]> data = new HashMap<>(Map.of(
                "tls.crt", bundle.certificatesPem().getBytes(US_ASCII),
                "tls.key", bundle.keyPem().getBytes(US_ASCII)));
        if (trusted.length > 0) {
            data.put("ca.crt", Pem.write(List.of(trusted)).getBytes(US_ASCII));
        }
        return data;
    }

    /** One that this program did not make. */
    static ObservedSecret brought(Map<String, byte[]> data) {
        return new ObservedSecret("secret", false, Map.of(), data, new Version("uid", "1"));
    }

    /** One that this program wrote. */
    static ObservedSecret issued(TlsBundle bundle, X509Certificate... trusted) {
        return issued(bundle, data(bundle, trusted));
    }

    /** One into which this program wrote the bundle, and which holds this now. */
    static ObservedSecret issued(TlsBundle bundle, Map<String, byte[]> data) {
        Map<String, String> annotations = Map.of(Annotations.ISSUED_LEAF, CertificateFacts.fingerprint(bundle.leaf()));
        return new ObservedSecret("secret", true, annotations, data, new Version("uid", "1"));
    }

    static ObservedSecret annotated(ObservedSecret secret, String key, String value) {
        Map<String, String> annotations = new HashMap<>(secret.annotations());
        annotations.put(key, value);
        return new ObservedSecret(secret.name(), secret.ours(), annotations, secret.data(), secret.version());
    }
}
