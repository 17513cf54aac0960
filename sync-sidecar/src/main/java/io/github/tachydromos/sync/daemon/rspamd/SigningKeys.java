// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.config.DkimEntries;
import io.github.tachydromos.core.config.Syntax;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The private keys of a selector in the forms that Rspamd reads: RSA as PEM, Ed25519 as its 32 bytes in base64 (RFC 8463). */
record SigningKeys(String selector, String rsa, String ed25519) {
    /** RFC 8301 3.2. */
    private static final int LEAST_BITS = 1024;

    /** Those that sign. A Secret that says no selector is somebody's who has not met the cert-rotator yet. */
    static SigningKeys of(Inputs inputs) {
        Source source = new Source(inputs, "");
        return source.keys(source.selector().orElse(inputs.suite().rspamd().dkimSelector()));
    }

    /** Those that signed before: a worker that ends with its last mail still does. */
    static Optional<SigningKeys> before(Inputs inputs) {
        Source source = new Source(inputs, DkimEntries.PREVIOUS);
        return source.selector().map(source::keys);
    }

    /** Each under its selector, so that the key of a name never changes. */
    Map<String, String> files() {
        return Map.of(
                "private/" + selector + ".pem",
                rsa,
                "private/" + DkimEntries.ed25519Selector(selector) + ".key",
                ed25519);
    }

    private record Source(Inputs inputs, String prefix) {

        Optional<String> selector() {
            Optional<String> selector = Optional.ofNullable(
                            inputs.secrets().getOrDefault(secret(), Map.of()).get(prefix + DkimEntries.SELECTOR))
                    .map(String::strip);
            if (selector.isPresent() && !Syntax.isSelector(selector.get())) {
                throw new UnusableSecret(secret(), "has no selector at \"" + prefix + DkimEntries.SELECTOR + "\"");
            }
            return selector;
        }

        SigningKeys keys(String selector) {
            return new SigningKeys(selector, rsa(prefix + DkimEntries.RSA), ed25519(prefix + DkimEntries.ED25519));
        }

        private String rsa(String entry) {
            if (key(entry) instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= LEAST_BITS) {
                return Pem.write(rsa);
            }
            throw new UnusableSecret(
                    secret(), "has no RSA key of " + LEAST_BITS + " bits or more at \"" + entry + "\"");
        }

        private String ed25519(String entry) {
            if (key(entry) instanceof EdECPrivateKey edwards
                    && edwards.getBytes().isPresent()) {
                byte[] bytes = edwards.getBytes().get();
                if (bytes.length == 32) {
                    return Base64.getEncoder().encodeToString(bytes);
                }
            }
            throw new UnusableSecret(secret(), "has no Ed25519 key at \"" + entry + "\"");
        }

        private PrivateKey key(String entry) {
            try {
                return Pem.privateKey(inputs.secret(secret(), entry).getBytes(StandardCharsets.US_ASCII));
            } catch (PemException e) {
                throw new UnusableSecret(secret(), entry + ": " + e.getMessage());
            }
        }

        private String secret() {
            return inputs.suite().rspamd().dkimSecret();
        }
    }

    /** Without the keys, so that it may be logged. */
    @Override
    public String toString() {
        return "SigningKeys[" + selector + "]";
    }
}
