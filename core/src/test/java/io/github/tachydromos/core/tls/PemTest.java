// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.util.io.pem.PemHeader;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void readsTheKeyThatItWrote(String algorithm) throws Exception {
        KeyPair pair = TestCertificates.keyPair(algorithm);

        String pem = Pem.write(pair.getPrivate());

        assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("-----END PRIVATE KEY-----\n");
        assertThat(Pem.privateKey(pem.getBytes(US_ASCII)).getEncoded())
                .isEqualTo(pair.getPrivate().getEncoded());
    }

    @Test
    void readsAnRsaKeyAsCertManagerWritesIt() throws Exception {
        KeyPair pair = TestCertificates.keyPair("RSA");
        byte[] pkcs1 = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
                .getPrivateKey()
                .getOctets();

        PrivateKey read = Pem.privateKey(pem("RSA PRIVATE KEY", List.of(), pkcs1));

        assertThat(read).isEqualTo(pair.getPrivate());
    }

    @Test
    void readsAnEllipticKeyAsOpensslWritesIt() throws Exception {
        KeyPair pair = TestCertificates.keyPair("EC");
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
        ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
        byte[] sec1 = new ECPrivateKey(384, ((java.security.interfaces.ECPrivateKey) pair.getPrivate()).getS(), curve)
                .getEncoded();
        String curveBlock = new String(
                pem("EC PARAMETERS", List.of(), curve.toASN1Primitive().getEncoded()), US_ASCII);
        String keyBlock = new String(pem("EC PRIVATE KEY", List.of(), sec1), US_ASCII);

        PrivateKey read = Pem.privateKey((curveBlock + keyBlock).getBytes(US_ASCII));

        assertThat(((java.security.interfaces.ECPrivateKey) read).getS())
                .isEqualTo(((java.security.interfaces.ECPrivateKey) pair.getPrivate()).getS());
    }

    @Test
    void refusesAnEncryptedKey() throws Exception {
        byte[] encrypted = pem(
                "RSA PRIVATE KEY",
                List.of(
                        new PemHeader("Proc-Type", "4,ENCRYPTED"),
                        new PemHeader("DEK-Info", "AES-128-CBC,00112233445566778899AABBCCDDEEFF")),
                new byte[64]);

        assertThatThrownBy(() -> Pem.privateKey(encrypted))
                .isInstanceOf(PemException.class)
                .hasMessage("the private key is encrypted");
    }

    private static byte[] pem(String type, List<PemHeader> headers, byte[] content) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, headers, content));
        }
        return text.toString().getBytes(US_ASCII);
    }

    @Test
    void readsCertificatesInTheirOrder() throws Exception {
        List<X509Certificate> two = List.of(
                TestCertificates.selfSigned("one", TestCertificates.keyPair("EC")),
                TestCertificates.selfSigned("two", TestCertificates.keyPair("RSA")));

        assertThat(Pem.certificates(Pem.write(two).getBytes(US_ASCII))).isEqualTo(two);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no pem at all",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n%%%%\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
            })
    void refusesWhatIsNeitherCertificateNorKey(String text) {
        assertThatThrownBy(() -> Pem.certificates(text.getBytes(US_ASCII))).isInstanceOf(PemException.class);
        assertThatThrownBy(() -> Pem.privateKey(text.getBytes(US_ASCII)))
                .isInstanceOf(PemException.class)
                .hasMessageNotContaining("AAAA");
    }
}
