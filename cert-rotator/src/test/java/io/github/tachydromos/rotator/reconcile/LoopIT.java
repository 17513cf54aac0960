// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.rotator.reconcile.Names.DOVECOT;
import static io.github.tachydromos.rotator.reconcile.Names.INGRESS;
import static io.github.tachydromos.rotator.reconcile.Names.MAIL;
import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_TLS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.cluster.Leadership;
import io.github.tachydromos.rotator.cluster.WakeUp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The running program notices by itself what others do, long before its next pass is due. */
@ExtendWith(ApiServer.class)
class LoopIT {
    private static final Duration SOON = Duration.ofSeconds(10); // a second or less where nothing else runs

    @BeforeEach
    void start(Tenant tenant) {
        KubernetesClient client = tenant.client();
        WakeUp wakeUp = new WakeUp();
        Leadership leadership =
                new Leadership(client, new Leadership.LeaseName(tenant.namespace, Names.LEASE), "one", wakeUp);
        Rotator rotator = tenant.rotator(client, leadership, wakeUp);
        RotatorLoop loop = new RotatorLoop(rotator, leadership, wakeUp);
        tenant.atEnd(leadership::close);
        tenant.atEnd(loop::close);
        loop.start();
        leadership.start();
        Eventually.soon("all is made", () -> rotator.status().complete());
    }

    @Test
    void makesADeletedSecretAnewEvenAfterAnOutage(Tenant tenant, ControlPlane server) {
        server.pause();
        server.resume();
        String before = tenant.secrets.get(DOVECOT).getMetadata().getUid();

        tenant.secrets.delete(DOVECOT);

        tenant.secrets.await(DOVECOT, secret -> !secret.getMetadata().getUid().equals(before));
    }

    @Test
    void sharesARenewedCertificateAtOnce(Tenant tenant) {
        Certified authority = new Certified(tenant.clock.instant());
        tenant.secrets.put(INGRESS, authority.data("mail.example.org", Duration.ZERO));
        TlsBundle first = tenant.secrets.bundle(INGRESS);
        Eventually.soon(
                "the first is shared", () -> tenant.secrets.bundle(MAIL).leaf().equals(first.leaf()));
        Instant start = Instant.now();

        tenant.secrets.put(INGRESS, authority.data("mail.example.org", Duration.ofSeconds(1)));

        TlsBundle second = tenant.secrets.bundle(INGRESS);
        Eventually.soon(
                "the second is shared", () -> tenant.secrets.bundle(MAIL).leaf().equals(second.leaf()));
        assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
    }

    @Test
    void putsAWipedCaBundleBackAtOnce(Tenant tenant) {
        var before = tenant.webhook.believed();
        Instant start = Instant.now();

        tenant.webhook
                .object()
                .edit(configuration -> new ValidatingWebhookConfigurationBuilder(configuration)
                        .editFirstWebhook()
                        .editClientConfig()
                        .withCaBundle("")
                        .endClientConfig()
                        .endWebhook()
                        .build());

        Eventually.soon("it is back", () -> tenant.webhook.believed().equals(before));
        assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
    }

    @Test
    void obeysAnOrderToRotateAtOnce(Tenant tenant) {
        TlsBundle before = tenant.secrets.bundle(WEBHOOK_TLS);
        Instant start = Instant.now();

        tenant.secrets.annotate(WEBHOOK_TLS, "tachydromos.io/rotate", "now");

        Eventually.soon(
                "it is another one",
                () -> !tenant.secrets.bundle(WEBHOOK_TLS).leaf().equals(before.leaf()));
        assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
    }
}
