// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** An authority that issues whatever it is asked for, right or wrong. */
final class TestAuthority {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final X500Principal name;
    private final KeyPair pair;
    private final X509Certificate certificate;

    private TestAuthority(X500Principal name, KeyPair pair, X509Certificate certificate) {
        this.name = name;
        this.pair = pair;
        this.certificate = certificate;
    }

    static TestAuthority root(String name) throws Exception {
        return root(name, TestCertificates.keyPair("EC"));
    }

    static TestAuthority root(String name, KeyPair pair) throws Exception {
        return below(null, name, pair, Wish.now());
    }

    TestAuthority intermediate(String name, Wish wish) throws Exception {
        return below(this, name, TestCertificates.keyPair("EC"), wish);
    }

    private static TestAuthority below(TestAuthority above, String name, KeyPair pair, Wish wish) throws Exception {
        X500Principal subject = new X500Principal("CN=" + name + ",O=Test");
        TestAuthority issuer = above == null ? new TestAuthority(subject, pair, null) : above;
        return new TestAuthority(subject, pair, issuer.sign(subject, pair, wish, true));
    }

    /** A server that vouches for itself. */
    static TestAuthority itself(String name, KeyPair pair, Wish wish) throws Exception {
        X500Principal subject = new X500Principal("CN=" + name);
        return new TestAuthority(
                subject, pair, new TestAuthority(subject, pair, null).sign(subject, pair, wish, false));
    }

    X509Certificate certificate() {
        return certificate;
    }

    TlsBundle bundle() {
        return new TlsBundle(certificate, List.of(), pair.getPrivate());
    }

    X509Certificate leaf(KeyPair server, Wish wish) throws Exception {
        return leaf("server", server, wish);
    }

    X509Certificate leaf(String commonName, KeyPair server, Wish wish) throws Exception {
        return sign(new X500Principal("CN=" + commonName), server, wish, false);
    }

    private X509Certificate sign(X500Principal subject, KeyPair key, Wish wish, boolean authority) throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(wish.from),
                Date.from(wish.to),
                subject,
                key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (!wish.names.isEmpty() && !authority) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(wish.names.stream()
                            .map(host -> new GeneralName(
                                    host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, host))
                            .toArray(GeneralName[]::new)));
        }
        if (!authority) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(wish.purposes.toArray(KeyPurposeId[]::new)));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(TestCertificates.signer(pair.getPrivate(), wish.digest)));
    }

    /** What a certificate shall say. */
    record Wish(List<String> names, Instant from, Instant to, String digest, List<KeyPurposeId> purposes) {
        static Wish now() {
            Instant now = Instant.now();
            return new Wish(
                    List.of(),
                    now.minus(Duration.ofDays(1)),
                    now.plus(Duration.ofDays(30)),
                    "SHA256",
                    List.of(KeyPurposeId.id_kp_serverAuth));
        }

        Wish names(String... dns) {
            return new Wish(List.of(dns), from, to, digest, purposes);
        }

        Wish valid(Duration fromNow, Duration untilNow) {
            return new Wish(names, Instant.now().plus(fromNow), Instant.now().plus(untilNow), digest, purposes);
        }

        Wish signedWith(String other) {
            return new Wish(names, from, to, other, purposes);
        }

        Wish purpose(KeyPurposeId... others) {
            return new Wish(names, from, to, digest, List.of(others));
        }
    }
}
