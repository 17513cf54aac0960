// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.issue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * What a domain publishes of a signing key.
 *
 * @param name of the TXT record, below the domain
 */
public record DkimRecord(String name, String text) {

    /** The record of a private key: RFC 6376 3.6.1, and RFC 8463 4 for Ed25519. */
    public static DkimRecord of(String selector, byte[] privateKey) throws PemException {
        PrivateKey key = Pem.privateKey(privateKey);
        return new DkimRecord(
                selector + "._domainkey",
                "v=DKIM1; "
                        + switch (key) {
                            case RSAPrivateCrtKey rsa -> "k=rsa; p=" + encoded(publicKey(rsa));
                            case EdECPrivateKey edwards
                            when isEd25519(edwards) ->
                                "k=ed25519; p="
                                        + encoded(publicKey(edwards.getBytes().orElseThrow()));
                            default -> throw new PemException("the key is neither RSA nor Ed25519");
                        });
    }

    /**
     * Whether a text of DNS tells the same key. Its strings come in quotes and with spaces between them; what else it
     * says (RFC 6376 3.6.1) is its owner's affair.
     */
    public boolean isIn(String published) {
        TagList told = TagList.read(published);
        TagList own = TagList.read(text);
        return own.get("p").equals(told.get("p"))
                && own.get("k").equals(told.get("k").or(() -> Optional.of("rsa")));
    }

    private static boolean isEd25519(EdECPrivateKey key) {
        return key.getBytes()
                .filter(bytes -> bytes.length == Ed25519PrivateKeyParameters.KEY_SIZE)
                .isPresent();
    }

    private static byte[] publicKey(byte[] ed25519) {
        return new Ed25519PrivateKeyParameters(ed25519).generatePublicKey().getEncoded();
    }

    private static byte[] publicKey(RSAPrivateCrtKey key) {
        BigInteger exponent = key.getPublicExponent();
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), exponent))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has RSA", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return new String(Base64.getEncoder().encode(bytes), US_ASCII);
    }
}
