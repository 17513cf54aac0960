// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.config.RspamdSettings;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Base64;

/** The private keys in the forms that Rspamd reads: RSA as PEM, Ed25519 as its 32 bytes in base64 (RFC 8463). */
record SigningKeys(String rsa, String ed25519) {
    /** RFC 8301 3.2. */
    private static final int LEAST_BITS = 1024;

    static SigningKeys of(Inputs inputs) {
        String secret = inputs.suite().rspamd().dkimSecret();
        return new SigningKeys(rsa(inputs, secret), ed25519(inputs, secret));
    }

    private static String rsa(Inputs inputs, String secret) {
        PrivateKey key = key(inputs, secret, RspamdSettings.RSA_KEY);
        if (key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= LEAST_BITS) {
            return Pem.write(rsa);
        }
        throw new UnusableSecret(
                secret, "has no RSA key of " + LEAST_BITS + " bits or more at \"" + RspamdSettings.RSA_KEY + "\"");
    }

    private static String ed25519(Inputs inputs, String secret) {
        PrivateKey key = key(inputs, secret, RspamdSettings.ED25519_KEY);
        if (key instanceof EdECPrivateKey edwards && edwards.getBytes().isPresent()) {
            byte[] bytes = edwards.getBytes().get();
            if (bytes.length == 32) {
                return Base64.getEncoder().encodeToString(bytes);
            }
        }
        throw new UnusableSecret(secret, "has no Ed25519 key at \"" + RspamdSettings.ED25519_KEY + "\"");
    }

    private static PrivateKey key(Inputs inputs, String secret, String entry) {
        try {
            return Pem.privateKey(inputs.secret(secret, entry).getBytes(StandardCharsets.US_ASCII));
        } catch (PemException e) {
            throw new UnusableSecret(secret, entry + ": " + e.getMessage());
        }
    }

    /** Without the keys, so that it may be logged. */
    @Override
    public String toString() {
        return "SigningKeys[]";
    }
}
