// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Throw-away keys and certificates: nothing of the kind is checked in. */
final class TestCertificates {
    private TestCertificates() {}

    static KeyPair keyPair(String algorithm) throws Exception { // EC: the JDK chooses P-384
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("RSA")) {
            generator.initialize(2048); // the JDK's choice takes seconds
        }
        return generator.generateKeyPair();
    }

    static X509Certificate selfSigned(String name, KeyPair pair) throws Exception {
        X500Principal subject = new X500Principal("CN=" + name);
        Instant now = Instant.now();
        String algorithm = switch (pair.getPrivate().getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                subject,
                                BigInteger.ONE,
                                Date.from(now),
                                Date.from(now.plus(Duration.ofDays(1))),
                                subject,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
    }
}
