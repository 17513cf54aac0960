// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.tls.Pem;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives as long as a test; each Secret gets a leaf of its own. */
final class TestAuthority implements GoldenCase.Pem {
    private final X500Principal name = new X500Principal("CN=test authority");
    private final KeyPair pair = keyPair();
    private final X509Certificate certificate = issue(name, pair.getPublic(), "");
    private final Map<String, Leaf> leaves = new ConcurrentHashMap<>();

    private record Leaf(String certificate, String key) {}

    @Override
    public String text(String secret, String key) {
        if (key.equals("ca.crt")) {
            return Pem.write(List.of(certificate));
        }
        Leaf leaf = leaves.computeIfAbsent(secret, _ -> leaf(secret));
        return key.equals("tls.crt") ? leaf.certificate() : leaf.key();
    }

    /** The next certificate that is asked for under this name is a new one. */
    void renew(String secret) {
        leaves.remove(secret);
    }

    private Leaf leaf(String host) {
        KeyPair own = keyPair();
        return new Leaf(
                Pem.write(List.of(issue(new X500Principal("CN=" + host), own.getPublic(), host))),
                Pem.write(own.getPrivate()));
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate issue(X500Principal subject, PublicKey key, String host) {
        Instant now = Instant.now();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(now.minus(Duration.ofMinutes(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    subject,
                    key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(host.isEmpty()));
            if (!host.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
