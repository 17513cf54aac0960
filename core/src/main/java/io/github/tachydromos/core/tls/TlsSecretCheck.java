// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import static io.github.tachydromos.core.tls.TlsBundle.CA_ENTRY;
import static io.github.tachydromos.core.tls.TlsBundle.CERTIFICATE_ENTRY;
import static io.github.tachydromos.core.tls.TlsBundle.KEY_ENTRY;

import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the data of a TLS Secret can serve a mail host: a pure function, one finding for each fault. Like
 * {@link Pem} it never quotes a key.
 */
public final class TlsSecretCheck {
    private static final int LONGEST_CHAIN = 16;

    private final Map<String, byte[]> data;
    private final String hostname;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    private TlsSecretCheck(Map<String, byte[]> data, String hostname, Instant now) {
        this.data = data;
        this.hostname = hostname;
        this.now = now;
    }

    /** What is wrong with it; empty if it is fit to be served at that moment. Paths are {@code data[tls.crt]} and so on. */
    public static List<Finding> findings(Map<String, byte[]> data, String hostname, Instant now) {
        TlsSecretCheck check = new TlsSecretCheck(data, hostname, now);
        check.run();
        return List.copyOf(check.findings);
    }

    private void run() {
        byte[] certificates = entry(CERTIFICATE_ENTRY);
        byte[] key = entry(KEY_ENTRY);
        if (Pem.holds(certificates, Pem.KEY_BLOCK) && Pem.holds(key, Pem.CERTIFICATE_BLOCK)) {
            found(TlsRules.SWAPPED, CERTIFICATE_ENTRY, "holds a private key, and tls.key holds certificates");
            return;
        }
        Optional<String> weakCurve = WeakKey.unreadableCurve(certificates);
        if (weakCurve.isPresent()) {
            found(TlsRules.KEY_WEAK, CERTIFICATE_ENTRY, weakCurve.get());
            return;
        }
        List<X509Certificate> chain = certificates.length == 0 ? List.of() : certificates(certificates);
        Optional<PrivateKey> privateKey = key.length == 0 ? Optional.empty() : privateKey(key);
        if (chain.size() > LONGEST_CHAIN) {
            found(TlsRules.LONG, CERTIFICATE_ENTRY, "holds " + chain.size() + " certificates");
        } else if (!chain.isEmpty()) {
            judge(chain, leaf(chain, privateKey));
        }
    }

    /** The position of the certificate that the key belongs to; the first if it belongs to none. */
    private int leaf(List<X509Certificate> chain, Optional<PrivateKey> key) {
        if (key.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < chain.size(); i++) {
            if (new TlsBundle(chain.get(i), List.of(), key.get()).keyMatches()) {
                return i;
            }
        }
        found(TlsRules.KEY_OTHER, KEY_ENTRY, "belongs to another certificate than those in tls.crt");
        return 0;
    }

    private void judge(List<X509Certificate> certificates, int leafAt) {
        X509Certificate leaf = certificates.get(leafAt);
        LeafCheck.faults(leaf, hostname, now).forEach((rule, message) -> found(rule, CERTIFICATE_ENTRY, message));
        Chain chain = Chain.of(certificates, leafAt);
        chain.faults(authorities(), now).forEach((rule, message) -> found(rule, CERTIFICATE_ENTRY, message));
        for (X509Certificate certificate : chain.path()) {
            String which = "certificate " + (certificates.indexOf(certificate) + 1);
            WeakKey.fault(certificate).ifPresent(fault -> found(TlsRules.KEY_WEAK, CERTIFICATE_ENTRY, which + fault));
            if (Chain.hasWeakSignature(certificate)) {
                found(TlsRules.SIGNATURE, CERTIFICATE_ENTRY, which + " is signed with " + certificate.getSigAlgName());
            }
        }
    }

    /** What the Secret itself names as roots; a text that is no certificate names none. */
    private List<X509Certificate> authorities() {
        byte[] pem = data.get(CA_ENTRY);
        try {
            return pem == null ? List.of() : Pem.certificates(pem);
        } catch (PemException e) {
            return List.of();
        }
    }

    private byte[] entry(String name) {
        byte @Nullable [] content = data.get(name);
        if (content == null || content.length == 0) {
            found(TlsRules.MISSING, name, content == null ? "is missing" : "is empty");
            return new byte[0];
        }
        return content;
    }

    private List<X509Certificate> certificates(byte[] pem) {
        try {
            return Pem.certificates(pem);
        } catch (PemException e) {
            found(TlsRules.UNREADABLE, CERTIFICATE_ENTRY, fault(pem, e));
            return List.of();
        }
    }

    private Optional<PrivateKey> privateKey(byte[] pem) {
        if (Pem.isEncrypted(pem)) {
            found(TlsRules.KEY_ENCRYPTED, KEY_ENTRY, "is protected by a password");
            return Optional.empty();
        }
        try {
            return Optional.of(Pem.privateKey(pem));
        } catch (PemException e) {
            found(TlsRules.KEY_UNREADABLE, KEY_ENTRY, fault(pem, e));
            return Optional.empty();
        }
    }

    private static String fault(byte[] pem, PemException e) {
        return Pem.isCutOff(pem) ? "is cut off: a block does not end" : String.valueOf(e.getMessage());
    }

    private void found(Rule rule, String entry, String message) {
        findings.add(rule.at("data[" + entry + "]", message));
    }
}
