// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
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
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A root and an intermediate that signs servers, as public authorities work. Serial numbers only grow. */
public final class TestAuthority {
    private static final AtomicLong SERIAL = new AtomicLong(System.currentTimeMillis());
    private static final Duration LIFE = Duration.ofDays(365);

    private static final class OfThisRun {
        private static final TestAuthority IT = create("Test", LIFE);
    }

    private final Signer root;
    private final Signer intermediate;

    private TestAuthority(Signer root, Signer intermediate) {
        this.root = root;
        this.intermediate = intermediate;
    }

    private record Signer(X500Principal name, PrivateKey key, X509Certificate certificate) {}

    /** The one whose certificates every client of this run trusts. */
    public static TestAuthority ofThisRun() {
        return OfThisRun.IT;
    }

    /** One that nobody trusts yet; its intermediate ends so far from now, or has ended. */
    static TestAuthority create(String name, Duration intermediateEnds) {
        try {
            Signer root = signer(name + " root", null, Instant.now().plus(LIFE));
            return new TestAuthority(
                    root, signer(name + " intermediate", root, Instant.now().plus(intermediateEnds)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("the test's authority could not be made", e);
        }
    }

    /** The root in PEM, for clients. */
    public byte[] root() {
        try {
            return TlsPair.pem(List.of(root.certificate())).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server's pair with the intermediate in its chain; the root is left out, as it should be. */
    public TlsPair issue(LeafOrder order) throws GeneralSecurityException {
        try {
            KeyPair pair = order.key().pair();
            X509v3CertificateBuilder builder = builder(
                            intermediate.name(),
                            new X500Principal("CN=" + order.hostname()),
                            order.notBefore(),
                            order.notAfter(),
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, order.hostname())));
            X509Certificate leaf = signed(builder, intermediate.key(), order.digest());
            return new TlsPair(List.of(leaf, intermediate.certificate()), pair.getPrivate());
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Signed by itself if there is no issuer. */
    private static Signer signer(String name, @Nullable Signer issuer, Instant end)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair pair = KeyKind.EC.pair();
        X500Principal subject = new X500Principal("CN=" + name);
        Instant start = Instant.now().minus(LIFE);
        X509v3CertificateBuilder builder = builder(
                        issuer == null ? subject : issuer.name(), subject, start, end, pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        X509Certificate certificate = signed(builder, issuer == null ? pair.getPrivate() : issuer.key(), "SHA256");
        return new Signer(subject, pair.getPrivate(), certificate);
    }

    private static X509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, Instant from, Instant to, PublicKey key) {
        BigInteger serial = BigInteger.valueOf(SERIAL.incrementAndGet());
        return new JcaX509v3CertificateBuilder(issuer, serial, Date.from(from), Date.from(to), subject, key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key, String digest)
            throws GeneralSecurityException, OperatorCreationException {
        var signer = new JcaContentSignerBuilder(digest + "withECDSA").build(key);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
