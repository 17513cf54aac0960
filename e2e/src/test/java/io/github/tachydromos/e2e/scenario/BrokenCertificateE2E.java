// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.certificate.BrokenPair;
import io.github.tachydromos.e2e.client.ServedLeaves;
import io.github.tachydromos.e2e.suite.IngressSecret;
import io.github.tachydromos.e2e.suite.TestBed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
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

    @AfterAll
    static void theNextGoodOneIsServed() throws Exception {
        INGRESS.renew();
    }
}
