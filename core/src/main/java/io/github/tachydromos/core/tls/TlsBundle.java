// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A private key, its certificate, and the certificates that lead from there to the issuer. */
public record TlsBundle(X509Certificate leaf, List<X509Certificate> chain, PrivateKey key) {
    public static final String CERTIFICATE_ENTRY = "tls.crt";
    public static final String KEY_ENTRY = "tls.key";
    public static final String CA_ENTRY = "ca.crt";

    private static final String PSS = "RSASSA-PSS";
    private static final PSSParameterSpec PSS_PARAMETERS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    public TlsBundle {
        chain = List.copyOf(chain);
    }

    /** What came of reading the data of a Secret of type kubernetes.io/tls. */
    public sealed interface Reading {
        record Parsed(TlsBundle bundle) implements Reading {}

        /** The entry of the Secret that is at fault, and why. */
        record Unreadable(String entry, String reason) implements Reading {}
    }

    public static Reading read(Map<String, byte[]> data) {
        byte[] certificates = data.get(CERTIFICATE_ENTRY);
        byte[] key = data.get(KEY_ENTRY);
        if (certificates == null || key == null) {
            return new Reading.Unreadable(certificates == null ? CERTIFICATE_ENTRY : KEY_ENTRY, "is missing");
        }
        String entry = CERTIFICATE_ENTRY;
        try {
            List<X509Certificate> all = Pem.certificates(certificates);
            entry = KEY_ENTRY;
            TlsBundle bundle = new TlsBundle(all.getFirst(), all.subList(1, all.size()), Pem.privateKey(key));
            return bundle.keyMatches()
                    ? new Reading.Parsed(bundle)
                    : new Reading.Unreadable(KEY_ENTRY, "the private key belongs to another certificate");
        } catch (PemException e) {
            return new Reading.Unreadable(entry, String.valueOf(e.getMessage()));
        }
    }

    /** Leaf and chain, the content of {@code tls.crt}. */
    public String certificatesPem() {
        return Pem.write(Stream.concat(Stream.of(leaf), chain.stream()).toList());
    }

    /** The content of {@code tls.key}. */
    public String keyPem() {
        return Pem.write(key);
    }

    /** Key, leaf and chain in one text, in the order that Postfix asks for in {@code smtpd_tls_chain_files}. */
    public String keyAndCertificatesPem() {
        return keyPem() + certificatesPem();
    }

    /** Says whose certificate it is and nothing of the key, so that a bundle may be logged. */
    @Override
    public String toString() {
        return "TlsBundle[leaf=" + leaf.getSubjectX500Principal() + ", notAfter="
                + leaf.getNotAfter().toInstant() + ", chain=" + chain.size() + "]";
    }

    /** Signs and verifies: that holds for every kind of key, without knowing its parameters. */
    boolean keyMatches() {
        byte[] message = CERTIFICATE_ENTRY.getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm());
            if (key.getAlgorithm().equals(PSS)) {
                signature.setParameter(PSS_PARAMETERS);
            }
            signature.initSign(key);
            signature.update(message);
            byte[] signed = signature.sign();
            signature.initVerify(leaf.getPublicKey());
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException | ProviderException e) {
            return false;
        }
    }

    /** What this key signs with, as the JDK calls it. */
    public String signatureAlgorithm() {
        return switch (key.getAlgorithm()) {
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            // Ed25519, Ed448 and the kinds of ML-DSA are named by their parameters
            default -> key.getParams() instanceof NamedParameterSpec kind ? kind.getName() : key.getAlgorithm();
        };
    }
}
