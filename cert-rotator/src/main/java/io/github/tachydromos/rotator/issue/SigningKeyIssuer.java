// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.issue;

import io.github.tachydromos.core.tls.Pem;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;

/** Makes keys that mail is signed with, as PEM. */
public final class SigningKeyIssuer {
    /** RFC 8301 3.2; a longer one does not fit into one answer of DNS over UDP. */
    private static final int RSA_BITS = 2048;

    private final SecureRandom random;

    public SigningKeyIssuer(SecureRandom random) {
        this.random = random;
    }

    public String rsa() {
        KeyPairGenerator generator = generator("RSA");
        generator.initialize(RSA_BITS, random);
        return Pem.write(generator.generateKeyPair().getPrivate());
    }

    /** RFC 8463. */
    public String ed25519() {
        return Pem.write(generator("Ed25519").generateKeyPair().getPrivate());
    }

    private static KeyPairGenerator generator(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + algorithm, e);
        }
    }
}
