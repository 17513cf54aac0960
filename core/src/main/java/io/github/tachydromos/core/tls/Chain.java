// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import static io.github.tachydromos.core.tls.CertificateFacts.isIssuedBy;
import static io.github.tachydromos.core.tls.CertificateFacts.isSelfSigned;

import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Rule;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The way from a certificate to the one that issued it, and so on.
 *
 * @param path as far as the certificates at hand lead
 * @param inOrder they were given in this order
 * @param others more certificates were given than are on the way
 */
record Chain(List<X509Certificate> path, boolean inOrder, boolean others) {

    static Chain of(List<X509Certificate> certificates, int leafAt) {
        List<X509Certificate> path = new ArrayList<>(List.of(certificates.get(leafAt)));
        boolean inOrder = leafAt == 0;
        int next = leafAt + 1;
        while (!isSelfSigned(path.getLast())) {
            int issuer = issuer(path, certificates, next);
            if (issuer < 0) {
                break;
            }
            inOrder &= issuer == next;
            path.add(certificates.get(issuer));
            next = issuer + 1;
        }
        return new Chain(List.copyOf(path), inOrder, path.size() < certificates.size());
    }

    /** Position of the issuer of the path's last certificate, the expected one first; -1 if it is not there. */
    private static int issuer(List<X509Certificate> path, List<X509Certificate> certificates, int expected) {
        if (expected < certificates.size() && isIssuedBy(path.getLast(), certificates.get(expected))) {
            return expected;
        }
        for (int i = 0; i < certificates.size(); i++) {
            X509Certificate candidate = certificates.get(i);
            if (!path.contains(candidate) && isIssuedBy(path.getLast(), candidate)) {
                return i;
            }
        }
        return -1;
    }

    Map<Rule, String> faults(List<X509Certificate> authorities, Instant now) {
        Map<Rule, String> faults = new LinkedHashMap<>();
        if (!inOrder) {
            faults.put(TlsRules.ORDER, "is not in the order server, intermediate, root");
        }
        X509Certificate last = path.getLast();
        if (isIncomplete() && authorities.stream().noneMatch(authority -> isIssuedBy(last, authority))) {
            faults.put(TlsRules.CHAIN, "lacks the certificate of " + issuerOf(last));
        }
        path.stream()
                .skip(1)
                .filter(certificate -> !isSelfSigned(certificate) && !isValid(certificate, now))
                .findFirst()
                .ifPresent(certificate -> faults.put(
                        TlsRules.CHAIN_EXPIRED,
                        "has an intermediate, " + issuerOf(path.get(path.indexOf(certificate) - 1))
                                + ", that is valid from "
                                + certificate.getNotBefore().toInstant() + " to "
                                + certificate.getNotAfter().toInstant() + " only"));
        return faults;
    }

    /** A root may be left out, since clients have it; but no public root issues a server's certificate itself. */
    private boolean isIncomplete() {
        return !isSelfSigned(path.getLast()) && (path.size() == 1 || others);
    }

    static boolean hasWeakSignature(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        return !isSelfSigned(certificate)
                && (algorithm.startsWith("SHA1") || algorithm.startsWith("MD5") || algorithm.startsWith("MD2"));
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    private static String issuerOf(X509Certificate certificate) {
        return Excerpt.quoted(certificate.getIssuerX500Principal().getName());
    }
}
