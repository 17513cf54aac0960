// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.TlsBundle;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives as long as a test. */
final class TestAuthority {
    private static final X500Principal NAME = new X500Principal("CN=test authority");

    private final KeyPair pair;
    private final X509Certificate certificate;
    private int serial = 1;

    TestAuthority() throws Exception {
        pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        certificate = issue(NAME, pair.getPublic(), "");
    }

    X509Certificate certificate() {
        return certificate;
    }

    String pem() {
        return Pem.write(List.of(certificate));
    }

    TlsBundle leaf(String host) throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("EC").generateKeyPair();
        return new TlsBundle(
                issue(new X500Principal("CN=" + host), key.getPublic(), host), List.of(), key.getPrivate());
    }

    private X509Certificate issue(X500Principal subject, PublicKey key, String host) throws Exception {
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.valueOf(serial++),
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
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }
}
