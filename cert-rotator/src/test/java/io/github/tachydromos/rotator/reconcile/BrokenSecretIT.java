// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.rotator.reconcile.Names.INGRESS;
import static io.github.tachydromos.rotator.reconcile.Names.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.github.tachydromos.core.tls.TestSecrets;
import io.github.tachydromos.core.tls.TlsSecretCheck;
import io.github.tachydromos.rotator.policy.MailDecision.Use;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ingress's Secret breaks in every way that is known; what is served does not change, and its owner hears why. */
@ExtendWith(ApiServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenSecretIT {
    private Map<String, Map<String, byte[]>> good;
    private Map<String, Map<String, byte[]>> broken;
    private Tenant tenant;
    private Rotator rotator;

    @BeforeAll
    void serveAGoodOne(Tenant opened) throws Exception {
        tenant = opened;
        TestSecrets secrets = new TestSecrets();
        good = secrets.good();
        broken = secrets.broken();
        tenant.suite(tenant.document().replace("hostname: mail.example.org", "hostname: " + TestSecrets.HOST));
        rotator = tenant.rotator();
        store(good.values().iterator().next());
        rotator.pass();
    }

    private Stream<String> goodNames() {
        return good.keySet().stream();
    }

    private Stream<String> brokenNames() {
        return broken.keySet().stream();
    }

    private Secret store(Map<String, byte[]> data) {
        tenant.secrets.delete(INGRESS);
        return tenant.secrets.create(INGRESS, data);
    }

    @ParameterizedTest
    @MethodSource("brokenNames")
    void keepsTheLastGoodOneAndTellsTheFaultOnce(String kind) {
        Map<String, byte[]> data = broken.get(kind);
        String served = tenant.secrets.versions().get(MAIL);
        Secret source = store(data);

        RotatorStatus status = rotator.pass();
        rotator.pass();

        String fault = TlsSecretCheck.findings(data, TestSecrets.HOST, tenant.clock.instant())
                .getFirst()
                .toString();
        assertThat(tenant.secrets.versions()).containsEntry(MAIL, served);
        assertThat(tenant.events(source)).containsExactly("Warning CertificateRefused " + fault);
        assertThat(status.source()).containsEntry(INGRESS, Use.FAULTY);
        assertThat(status.details()).containsEntry(INGRESS, fault);
        assertThat(status.complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("goodNames")
    void sharesEachKindOfGoodOne(String kind) {
        tenant.secrets.delete(MAIL);
        store(good.get(kind));

        RotatorStatus status = rotator.pass();

        assertThat(status.source()).containsEntry(INGRESS, Use.SHARED);
        assertThat(tenant.secrets.bundle(MAIL).leaf())
                .isEqualTo(tenant.secrets.bundle(INGRESS).leaf());
        assertThat(TlsSecretCheck.findings(tenant.secrets.data(MAIL), TestSecrets.HOST, tenant.clock.instant()))
                .isEmpty();
    }

    @Test
    void takesTheFirstGoodOneAfterABrokenOne() {
        store(broken.values().iterator().next());
        rotator.pass();
        store(good.get("RSA 2048"));
        tenant.secrets.annotate(MAIL, "tachydromos.io/rotate", "whatever is served now");

        RotatorStatus status = rotator.pass();

        assertThat(tenant.secrets.bundle(MAIL).leaf())
                .isEqualTo(tenant.secrets.bundle(INGRESS).leaf());
        assertThat(status.details()).isEmpty();
    }
}
