// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the decisions ask a certificate. */
public final class Certificates {
    private static final Integer DNS_NAME = 2; // the tag of dNSName in a GeneralName, RFC 5280 4.2.1.6

    private Certificates() {}

    /** SHA-256 of the certificate in hex, as {@code openssl x509 -fingerprint -sha256} shows it, without colons. */
    public static String digest(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be encoded", e);
        }
    }

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

    static Set<String> dnsNames(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Set.of()
                    : names.stream()
                            .filter(name -> DNS_NAME.equals(name.get(0)))
                            .map(name -> (String) name.get(1))
                            .collect(Collectors.toUnmodifiableSet());
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }

    static boolean isIssuedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static boolean isSelfSigned(X509Certificate certificate) {
        return isIssuedBy(certificate, certificate);
    }
}
