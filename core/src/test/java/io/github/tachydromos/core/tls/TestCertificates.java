// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Throw-away keys and certificates: nothing of the kind is checked in. */
final class TestCertificates {
    private TestCertificates() {}

    static KeyPair keyPair(String algorithm) throws Exception { // EC: the JDK chooses P-384
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.startsWith("RSA")) {
            generator.initialize(2048); // the JDK's choice takes seconds
        }
        return generator.generateKeyPair();
    }

    static ContentSigner signer(PrivateKey key, String digest) throws OperatorCreationException {
        return switch (key.getAlgorithm()) {
            case "EC" -> new JcaContentSignerBuilder(digest + "withECDSA").build(key);
            case "RSA" -> new JcaContentSignerBuilder(digest + "withRSA").build(key);
            case "RSASSA-PSS" ->
                new JcaContentSignerBuilder(digest + "withRSAandMGF1")
                        .setProvider(new BouncyCastleProvider())
                        .build(key);
            default -> new JcaContentSignerBuilder("Ed25519").build(key);
        };
    }

    static X509Certificate selfSigned(String name, KeyPair pair) throws Exception {
        X500Principal subject = new X500Principal("CN=" + name);
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                subject,
                                BigInteger.ONE,
                                Date.from(now),
                                Date.from(now.plus(Duration.ofDays(1))),
                                subject,
                                pair.getPublic())
                        .build(signer(pair.getPrivate(), "SHA256")));
    }
}
