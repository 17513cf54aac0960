// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** What a key is made of. */
public enum KeyKind {
    EC("EC", 256),
    RSA("RSA", 2048),
    WEAK_RSA("RSA", 1024);

    private final String algorithm;
    private final int size;

    KeyKind(String algorithm, int size) {
        this.algorithm = algorithm;
        this.size = size;
    }

    KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }
}
