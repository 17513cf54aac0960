// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** The only reader and writer of PEM (RFC 7468). Its messages never quote what it read: that may be a key. */
public final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    /** How the first lines of blocks end. */
    static final String KEY_BLOCK = "PRIVATE KEY-----";

    static final String CERTIFICATE_BLOCK = "BEGIN CERTIFICATE-----";

    private Pem() {}

    static boolean holds(byte[] pem, String block) {
        return text(pem).contains(block);
    }

    /** Whether a key needs a password, in the form of PKCS#8 or of OpenSSL. */
    static boolean isEncrypted(byte[] pem) {
        return holds(pem, "BEGIN ENCRYPTED PRIVATE KEY-----") || holds(pem, "Proc-Type: 4,ENCRYPTED");
    }

    /** Whether a block begins that does not end. */
    static boolean isCutOff(byte[] pem) {
        String text = text(pem);
        return text.lastIndexOf("-----BEGIN ") > text.lastIndexOf("-----END ");
    }

    /** All certificates in the order of the text; a block of another kind is refused, since no daemon expects one. */
    public static List<X509Certificate> certificates(byte[] pem) throws PemException {
        List<X509Certificate> certificates = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(text(pem)))) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemObject block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
                if (!block.getType().equals("CERTIFICATE")) {
                    throw new PemException("block " + (certificates.size() + 1) + " is not a certificate");
                }
                certificates.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.getContent())));
            }
        } catch (IOException | CertificateException | RuntimeException e) {
            // The decoder under PemReader answers bad base64 with runtime exceptions.
            throw new PemException("certificate " + (certificates.size() + 1) + " cannot be read", e);
        }
        if (certificates.isEmpty()) {
            throw new PemException("holds no certificate");
        }
        return List.copyOf(certificates);
    }

    /** The first private key: PKCS#8, or the older forms that cert-manager (PKCS#1) and OpenSSL (SEC 1) write. */
    public static PrivateKey privateKey(byte[] pem) throws PemException {
        try (PEMParser parser = new PEMParser(new StringReader(text(pem)))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                switch (block) {
                    case PrivateKeyInfo key -> {
                        return converter.getPrivateKey(key);
                    }
                    case PEMKeyPair pair -> {
                        return converter.getPrivateKey(pair.getPrivateKeyInfo());
                    }
                    case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
                        throw new PemException("the private key is encrypted");
                    default -> {
                        // OpenSSL puts a block with the curve's name before a key.
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new PemException("the private key cannot be read", e);
        }
        throw new PemException("holds no private key");
    }

    public static String write(List<X509Certificate> certificates) {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            try {
                pem.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateException e) {
                throw new IllegalStateException("a certificate that was read cannot be encoded", e);
            }
        }
        return pem.toString();
    }

    public static String write(PrivateKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new IllegalArgumentException("the private key cannot leave its device");
        }
        return block("PRIVATE KEY", encoded);
    }

    private static String block(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + LINES.encodeToString(content) + "\n-----END " + type + "-----\n";
    }

    private static String text(byte[] pem) {
        return new String(pem, StandardCharsets.US_ASCII);
    }
}
