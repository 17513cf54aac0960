// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.config.DkimEntries;
import io.github.tachydromos.core.tls.Pem;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** Signing keys as the cert-rotator makes them, with what DNS would say of them. */
record SigningPairs(KeyPair rsa, KeyPair ed25519) {

    static SigningPairs make() {
        try {
            return new SigningPairs(
                    KeyPairGenerator.getInstance("RSA").generateKeyPair(),
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String rsaPem() {
        return Pem.write(rsa.getPrivate());
    }

    String ed25519Pem() {
        return Pem.write(ed25519.getPrivate());
    }

    /** As they stand in the Secret, under a prefix. */
    Map<String, String> entries(String prefix, String selector) {
        return Map.of(
                prefix + DkimEntries.SELECTOR, selector,
                prefix + DkimEntries.RSA, rsaPem(),
                prefix + DkimEntries.ED25519, ed25519Pem());
    }

    /** The private key as RFC 8463 has it. */
    String ed25519Seed() {
        byte[] encoded = ed25519.getPrivate().getEncoded();
        return base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    String rsaRecord() {
        return "v=DKIM1; k=rsa; p=" + base64(rsa.getPublic().getEncoded());
    }

    String ed25519Record() {
        byte[] encoded = ed25519.getPublic().getEncoded();
        return "v=DKIM1; k=ed25519; p=" + base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
