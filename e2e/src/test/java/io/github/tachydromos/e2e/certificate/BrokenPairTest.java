// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.e2e.certificate.BrokenPair.Content;
import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenPairTest {
    private static final String HOSTNAME = "mail.example.org";

    @Test
    void anUnbrokenPairIsTrustedByItsRoot() throws Exception {
        TlsPair pair = TestAuthority.ofThisRun().issue(LeafOrder.of(HOSTNAME));

        trust().checkServerTrusted(pair.chain().toArray(X509Certificate[]::new), "ECDHE_ECDSA");
        assertThat(pair.leaf().getSubjectAlternativeNames()).hasToString("[[2, " + HOSTNAME + "]]");
    }

    @ParameterizedTest
    @EnumSource
    void eachFaultMakesContentOfItsOwn(BrokenPair fault) throws Exception {
        Content content = fault.content(HOSTNAME);

        assertThat(content.toString()).doesNotContain("PRIVATE KEY");
        assertThat(content).isNotEqualTo(fault == BrokenPair.EMPTY ? null : BrokenPair.EMPTY.content(HOSTNAME));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "NOT_YET_VALID", "EXPIRED_INTERMEDIATE"})
    void datesAreThoseOfTheFault(BrokenPair fault) throws Exception {
        X509Certificate[] chain = chain(fault.content(HOSTNAME));

        assertThatThrownBy(() -> {
                    for (X509Certificate certificate : chain) {
                        certificate.checkValidity();
                    }
                })
                .isNotNull();
    }

    @Test
    void aLockedKeyNeedsItsPassword() throws Exception {
        assertThat(BrokenPair.PASSWORD_PROTECTED_KEY.content(HOSTNAME).key())
                .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    }

    private static X509Certificate[] chain(Content content) throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(
                        new ByteArrayInputStream(content.certificate().getBytes()))
                .toArray(X509Certificate[]::new);
    }

    private static X509TrustManager trust() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "root",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(
                                TestAuthority.ofThisRun().root())));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
