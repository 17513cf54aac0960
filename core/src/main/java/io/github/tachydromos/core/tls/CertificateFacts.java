// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.ProviderException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What is asked of a single certificate. */
public final class CertificateFacts {
    private static final int DNS_NAME = 2; // GeneralName, RFC 5280 4.2.1.6

    private CertificateFacts() {}

    /** SHA-256 of all of it in hex, as {@code openssl x509 -fingerprint -sha256} shows it, without colons. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be encoded", e);
        }
    }

    /** Its DNS names; empty if they cannot be read. */
    public static Optional<List<String>> dnsNames(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return Optional.of(
                    all == null
                            ? List.of()
                            : all.stream()
                                    .filter(name -> name.getFirst().equals(DNS_NAME))
                                    .map(name -> String.valueOf(name.get(1)))
                                    .toList());
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
    }

    /** Whether this authority has signed it. */
    public static boolean isIssuedBy(X509Certificate certificate, X509Certificate authority) {
        if (!authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException | ProviderException e) {
            return false;
        }
    }

    public static boolean isSelfSigned(X509Certificate certificate) {
        return isIssuedBy(certificate, certificate);
    }
}
