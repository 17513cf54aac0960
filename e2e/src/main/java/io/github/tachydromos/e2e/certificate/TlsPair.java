// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** A certificate with its chain and key, as a Secret of type kubernetes.io/tls holds them. */
public record TlsPair(List<X509Certificate> chain, PrivateKey key) {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    public TlsPair {
        chain = List.copyOf(chain);
    }

    public X509Certificate leaf() {
        return chain.getFirst();
    }

    /** {@code tls.crt}. */
    public String certificates() throws GeneralSecurityException {
        return pem(chain);
    }

    /** {@code tls.key}. */
    public String privateKey() {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static String pem(List<X509Certificate> certificates) throws GeneralSecurityException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        return text.toString();
    }

    static String block(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + LINES.encodeToString(content) + "\n-----END " + type + "-----\n";
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "TlsPair[" + leaf().getSubjectX500Principal() + ", serial " + leaf().getSerialNumber() + "]";
    }
}
