// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Keys that are too weak to protect a connection. */
final class WeakKey {
    private static final int RSA_BITS = 2048;
    private static final int CURVE_BITS = 256;

    private WeakKey() {}

    /** What is wrong with a certificate's key, behind the certificate's name. */
    static Optional<String> fault(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        return switch (key) {
            case RSAPublicKey rsa -> below(rsa.getModulus().bitLength(), RSA_BITS, "an RSA");
            case ECPublicKey curve ->
                below(curve.getParams().getCurve().getField().getFieldSize(), CURVE_BITS, "an EC");
            case DSAPublicKey _ -> Optional.of(" has a DSA key");
            default -> Optional.empty();
        };
    }

    /** The same for curves that the JDK refuses to read, which would else pass for damaged certificates. */
    static Optional<String> unreadableCurve(byte[] pem) {
        try (PemReader reader = new PemReader(new StringReader(new String(pem, StandardCharsets.US_ASCII)))) {
            int number = 0;
            for (PemObject block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
                number++;
                Optional<String> fault = curveFault(new X509CertificateHolder(block.getContent()));
                if (fault.isPresent()) {
                    return Optional.of("certificate " + number + fault.get());
                }
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // what cannot be read at all is told by whoever needs it
        }
        return Optional.empty();
    }

    private static Optional<String> curveFault(X509CertificateHolder certificate) {
        SubjectPublicKeyInfo key = certificate.getSubjectPublicKeyInfo();
        if (!X9ObjectIdentifiers.id_ecPublicKey.equals(key.getAlgorithm().getAlgorithm())
                || !(key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier name)) {
            return Optional.empty();
        }
        return Optional.ofNullable(ECNamedCurveTable.getByOID(name))
                .map(X9ECParameters::getCurve)
                .flatMap(curve -> below(curve.getFieldSize(), CURVE_BITS, "an EC"));
    }

    private static Optional<String> below(int bits, int least, String kind) {
        return bits < least
                ? Optional.of(" has " + kind + " key of " + bits + " bits, less than " + least)
                : Optional.empty();
    }
}
