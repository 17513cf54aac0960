// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.tls.TlsBundle.Reading.Parsed;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Unreadable;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsBundleTest {
    private static Map<String, byte[]> secret(String certificates, String key) {
        return Map.of("tls.crt", certificates.getBytes(US_ASCII), "tls.key", key.getBytes(US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519", "RSASSA-PSS"})
    void readsWhatASecretHolds(String algorithm) throws Exception {
        KeyPair pair = TestCertificates.keyPair(algorithm);
        X509Certificate leaf = TestCertificates.selfSigned("leaf", pair);
        X509Certificate issuer = TestCertificates.selfSigned("issuer", TestCertificates.keyPair("EC"));
        TlsBundle bundle = new TlsBundle(leaf, List.of(issuer), pair.getPrivate());

        var reading = TlsBundle.read(secret(bundle.certificatesPem(), bundle.keyPem()));

        assertThat(reading).isInstanceOfSatisfying(Parsed.class, parsed -> {
            assertThat(parsed.bundle().leaf()).isEqualTo(leaf);
            assertThat(parsed.bundle().chain()).containsExactly(issuer);
            assertThat(parsed.bundle().keyAndCertificatesPem()).isEqualTo(bundle.keyPem() + bundle.certificatesPem());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void refusesTheKeyOfAnotherCertificate(String otherAlgorithm) throws Exception {
        X509Certificate leaf = TestCertificates.selfSigned("leaf", TestCertificates.keyPair("EC"));
        String other = Pem.write(TestCertificates.keyPair(otherAlgorithm).getPrivate());

        assertThat(TlsBundle.read(secret(Pem.write(List.of(leaf)), other)))
                .isEqualTo(new Unreadable("tls.key", "the private key belongs to another certificate"));
    }

    @Test
    void namesTheEntryAtFault() {
        assertThat(TlsBundle.read(Map.of())).isEqualTo(new Unreadable("tls.crt", "is missing"));
        assertThat(TlsBundle.read(secret("", ""))).isEqualTo(new Unreadable("tls.crt", "holds no certificate"));
    }

    @Test
    void saysNothingOfItsKey() throws Exception {
        KeyPair pair = TestCertificates.keyPair("RSA");
        TlsBundle bundle = new TlsBundle(TestCertificates.selfSigned("mail", pair), List.of(), pair.getPrivate());

        assertThat(bundle.toString()).contains("CN=mail").doesNotContain("RSA");
    }
}
