// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.records;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** What DANE says of a certificate: it stays the same for as long as the key does. */
public final class Tlsa {
    private Tlsa() {}

    /** RFC 7671 5.1: DANE-EE, the key, SHA-256. */
    public static String of(X509Certificate leaf) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(leaf.getPublicKey().getEncoded());
            return "3 1 1 " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
