// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.core.tls.CertificateFacts;
import io.github.tachydromos.e2e.certificate.BrokenPair;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.ServedLeaves;
import io.github.tachydromos.e2e.suite.IngressSecret;
import io.github.tachydromos.e2e.suite.TestBed;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenCertificateE2E {
    private static final TestBed BED = RunningSuite.bed();
    private static final IngressSecret INGRESS = IngressSecret.of(BED);

    @BeforeAll
    static void serveAGoodOne() throws Exception {
        INGRESS.renew();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsServedStaysAndMailFlows(BrokenPair broken) throws Exception {
        ServedLeaves before = INGRESS.served();

        String event = INGRESS.refusal(broken);
        System.out.println(broken + ": " + event);

        assertThat(event).doesNotContain("PRIVATE KEY");
        assertThat(INGRESS.served()).isEqualTo(before);
        assertThat(RunningSuite.delivers(BED)).isTrue();
        assertThat(INGRESS.served()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"postfix, 25", "postfix, 465", "postfix, 587", "dovecot, 143", "dovecot, 993", "dovecot, 4190"})
    void theSidecarTellsWhatThePortServes(String daemon, int port) throws Exception {
        X509Certificate leaf = INGRESS.served().byPort().get(port);
        SidecarPages sidecar = new SidecarPages(BED.kubectl(), BED.release(), daemon);

        Eventually.until(
                "the sidecar has seen the certificate that the port serves",
                Duration.ofSeconds(30),
                () -> sidecar.certificate(port).path("matches").asBoolean());

        JsonNode told = sidecar.certificate(port);
        assertThat(told.path("served").asText()).isEqualTo(CertificateFacts.fingerprint(leaf));
        assertThat(told.path("wanted").asText()).isEqualTo(CertificateFacts.fingerprint(leaf));
        assertThat(told.path("notAfter").asText())
                .isEqualTo(leaf.getNotAfter().toInstant().toString());
        assertThat(sidecar.metric("tachydromos_tls_matches", port)).isEqualTo(1);
        assertThat(sidecar.metric("tachydromos_tls_not_after_seconds", port))
                .isEqualTo(leaf.getNotAfter().toInstant().getEpochSecond());
    }

    @AfterAll
    static void theNextGoodOneIsServed() throws Exception {
        INGRESS.renew();
    }
}
