// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.records;

import java.security.cert.X509Certificate;

/** What DANE says of a certificate: it stays the same for as long as the key does. */
public final class Tlsa {
    private Tlsa() {}

    /** RFC 7671 5.1: DANE-EE, the key, SHA-256. */
    public static String of(X509Certificate leaf) {
        return "3 1 1 " + Digest.sha256(leaf.getPublicKey().getEncoded());
    }
}
