// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An authority outside the suite, and TLS Secrets with certificates of it, as cert-manager writes them. */
final class Certified {
    private final Instant start;
    private final TlsBundle authority;

    Certified(Instant start) {
        this.start = start;
        authority = issuer(Duration.ZERO).authority("an authority of the company", Duration.ofDays(365));
    }

    /** Issued this long after the first one. */
    Map<String, byte[]> data(String host, Duration later) {
        Map<String, byte[]> data = selfMade(issuer(later).leaf(authority, List.of(host), Duration.ofDays(90)));
        data.put("ca.crt", authority.certificatesPem().getBytes(US_ASCII));
        return data;
    }

    Map<String, byte[]> selfSigned(String host, Duration later) {
        return selfMade(issuer(later).selfSigned(host, Duration.ofDays(90)));
    }

    private static Map<String, byte[]> selfMade(TlsBundle bundle) {
        return new HashMap<>(Map.of(
                "tls.crt", bundle.certificatesPem().getBytes(US_ASCII),
                "tls.key", bundle.keyPem().getBytes(US_ASCII)));
    }

    private CertificateIssuer issuer(Duration later) {
        return new CertificateIssuer(new SecureRandom(), InstantSource.fixed(start.plus(later)));
    }
}
