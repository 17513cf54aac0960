// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.issue;

import io.github.tachydromos.core.tls.TlsBundle;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes ECDSA P-256 keys and certificates for them (RFC 5280). */
public final class CertificateIssuer {
    /** A certificate starts this long ago, for peers whose clock is behind. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final int LONGEST_COMMON_NAME = 64; // RFC 5280 appendix A, ub-common-name

    private final SecureRandom random;
    private final InstantSource clock;

    public CertificateIssuer(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /** An authority of its own, good for leaves and nothing below them. */
    public TlsBundle authority(String name, Duration validity) {
        return made(() -> {
            KeyPair pair = keyPair();
            X500Name subject = subject(name);
            var builder = builder(subject, subject, clock.instant().plus(validity), pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new TlsBundle(selfSigned(builder, pair), List.of(), pair.getPrivate());
        });
    }

    /**
     * A certificate for servers and clients between pods; it ends no later than its authority.
     *
     * @throws IllegalArgumentException if the authority's key is of a kind that cannot sign
     */
    public TlsBundle leaf(TlsBundle authority, List<String> dnsNames, Duration validity) {
        return made(() -> {
            KeyPair pair = keyPair();
            X509Certificate issuer = authority.leaf();
            Instant end =
                    earlier(clock.instant().plus(validity), issuer.getNotAfter().toInstant());
            // The issuer's own bytes: a name that is built again may be encoded in another way.
            X500Name issuerName =
                    X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
            var builder = endEntity(builder(issuerName, subject(dnsNames.getFirst()), end, pair.getPublic()), dnsNames)
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                    }))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer));
            return new TlsBundle(signed(builder, signer(authority)), List.of(), pair.getPrivate());
        });
    }

    /** What the suite shows to mail clients until somebody brings a certificate that they trust. */
    public TlsBundle selfSigned(String hostname, Duration validity) {
        return made(() -> {
            KeyPair pair = keyPair();
            X500Name subject = subject(hostname);
            var builder = endEntity(
                            builder(subject, subject, clock.instant().plus(validity), pair.getPublic()),
                            List.of(hostname))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            return new TlsBundle(selfSigned(builder, pair), List.of(), pair.getPrivate());
        });
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, Instant end, PublicKey key)
            throws GeneralSecurityException, IOException {
        Instant start = clock.instant().minus(BACKDATED);
        BigInteger serial = new BigInteger(127, random).setBit(126); // positive, at most 20 octets: RFC 5280 4.1.2.2
        return new JcaX509v3CertificateBuilder(issuer, serial, Date.from(start), Date.from(end), subject, key)
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
    }

    private static X509v3CertificateBuilder endEntity(X509v3CertificateBuilder builder, List<String> dnsNames)
            throws IOException {
        GeneralName[] names = dnsNames.stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        return builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    private static X500Name subject(String name) {
        X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, "tachydromos");
        return (name.length() <= LONGEST_COMMON_NAME ? subject.addRDN(BCStyle.CN, name) : subject).build();
    }

    private X509Certificate selfSigned(X509v3CertificateBuilder builder, KeyPair pair)
            throws GeneralSecurityException, OperatorCreationException {
        return signed(builder, signer("SHA256withECDSA", pair.getPrivate()));
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, ContentSigner signer)
            throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    /** The key may be one that an operator brought: of any kind. */
    private ContentSigner signer(TlsBundle authority) {
        try {
            return signer(authority.signatureAlgorithm(), authority.key());
        } catch (OperatorCreationException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot be issued by an authority whose key is of the kind "
                            + authority.key().getAlgorithm() + "; bring one with an EC, RSA or Ed25519 key",
                    e);
        }
    }

    private ContentSigner signer(String algorithm, PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder(algorithm).setSecureRandom(random).build(key);
    }

    private KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private interface Recipe {
        TlsBundle make() throws GeneralSecurityException, IOException, OperatorCreationException;
    }

    /** Everything in a recipe is in memory and given by us: if it fails, the program is wrong. */
    private static TlsBundle made(Recipe recipe) {
        try {
            return recipe.make();
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate could not be made", e);
        }
    }
}
