// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import io.github.tachydromos.core.tls.CertificateFacts;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the decisions ask a certificate. */
public final class Certificates {
    private Certificates() {}

    /** The certificates of an entry; none if it is missing or holds anything else. */
    public static List<X509Certificate> read(byte @Nullable [] pem) {
        try {
            return pem == null ? List.of() : Pem.certificates(pem);
        } catch (PemException e) {
            return List.of();
        }
    }

    /** From here on a certificate of ours is replaced: two thirds of its life are over. */
    static Instant due(X509Certificate certificate) {
        Instant start = start(certificate);
        Duration life = Duration.between(start, certificate.getNotAfter().toInstant());
        return start.plus(life.multipliedBy(2).dividedBy(3));
    }

    static Instant start(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant();
    }

    static boolean hasEnded(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotAfter().toInstant());
    }

    /** Whether it names just these hosts. */
    static boolean isFor(X509Certificate certificate, List<String> dnsNames) {
        return CertificateFacts.dnsNames(certificate).map(Set::copyOf).equals(Optional.of(Set.copyOf(dnsNames)));
    }
}
