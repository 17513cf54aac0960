// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.TlsBundle;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives as long as a test. */
public final class TestAuthority {
    private static final X500Principal NAME = new X500Principal("CN=test authority");
    private static final Duration DAY = Duration.ofDays(1);

    private final KeyPair pair = keyPair();
    private final X509Certificate certificate;
    private int serial = 1;

    public TestAuthority() throws Exception {
        certificate = issue(NAME, pair.getPublic(), List.of(), Instant.now().plus(DAY));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public String pem() {
        return Pem.write(List.of(certificate));
    }

    /** For names and addresses; all digits and dots is an address. */
    public TlsBundle leaf(String... hosts) throws Exception {
        return leaf(Instant.now().plus(DAY), hosts);
    }

    TlsBundle leaf(Instant notAfter, String... hosts) throws Exception {
        KeyPair key = keyPair();
        X500Principal subject = new X500Principal("CN=" + hosts[0]);
        return new TlsBundle(issue(subject, key.getPublic(), List.of(hosts), notAfter), List.of(), key.getPrivate());
    }

    /** As the cert-rotator writes it. */
    public static Secret secret(String name, TlsBundle bundle, String authority) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withData(Map.of(
                        "tls.crt", base64(bundle.certificatesPem()),
                        "tls.key", base64(bundle.keyPem()),
                        "ca.crt", base64(authority)))
                .build();
    }

    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate issue(X500Principal subject, PublicKey key, List<String> hosts, Instant notAfter)
            throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.valueOf(serial++),
                Date.from(notAfter.minus(DAY.multipliedBy(2))),
                Date.from(notAfter),
                subject,
                key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(hosts.isEmpty()));
        if (!hosts.isEmpty()) {
            GeneralName[] names = hosts.stream()
                    .map(host -> new GeneralName(
                            host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, host))
                    .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }
}
