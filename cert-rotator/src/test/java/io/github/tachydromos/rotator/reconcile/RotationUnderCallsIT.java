// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_CA_KEY;
import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_TLS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.kube.ControlPlane;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real API server calls a webhook all the time, and verifies it by the caBundle, while everything is replaced. */
@ExtendWith(ApiServer.class)
class RotationUnderCallsIT {
    private static final String HOST = "webhook.tachydromos.test";
    private static final int ROTATIONS = 20;
    private static final Duration SETTLED = Duration.ofMinutes(11);

    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> failed = new CopyOnWriteArrayList<>();

    @Test
    void failsNoCall(Tenant tenant, ControlPlane server) throws Exception {
        tenant.suite(tenant.document().replace("dnsNames: [demo-tachydromos-webhook.mail.svc", "dnsNames: [" + HOST));
        Rotator rotator = tenant.rotator();
        rotator.pass();
        server.output("sh", "-c", "ip route | awk '/^default/ {print $3, \"" + HOST + "\"}' >> /etc/hosts");

        try (FakeWebhook webhook = new FakeWebhook(() -> tenant.secrets.bundle(WEBHOOK_TLS))) {
            tenant.webhook.apply(tenant.text("webhook-by-url.yaml").replace("PORT", "" + webhook.port()));
            rotator.pass();
            Eventually.soon("the API server asks the webhook", () -> {
                call(tenant);
                return !webhook.shown().isEmpty();
            });
            failed.clear();

            Thread caller = Thread.ofVirtual().start(() -> callOn(tenant));
            rotateEverything(tenant, rotator);
            caller.interrupt();
            caller.join();

            assertThat(failed).isEmpty();
            assertThat(answered).hasValueGreaterThan(ROTATIONS);
            assertThat(webhook.shown())
                    .contains(tenant.secrets.bundle(WEBHOOK_TLS).leaf())
                    .hasSizeGreaterThan(ROTATIONS / 2);
        }
    }

    private void rotateEverything(Tenant tenant, Rotator rotator) {
        for (int i = 0; i < ROTATIONS; i++) {
            tenant.secrets.annotate(WEBHOOK_TLS, "tachydromos.io/rotate", "" + i);
            rotator.pass();
        }
        X509Certificate before = tenant.secrets.bundle(WEBHOOK_CA_KEY).leaf();
        tenant.clock.goOn(SETTLED);
        tenant.secrets.annotate(WEBHOOK_CA_KEY, "tachydromos.io/rotate", "1");
        rotator.pass();
        awaitCalls();
        tenant.clock.goOn(SETTLED);
        rotator.pass();
        awaitCalls();
        assertThat(tenant.secrets.bundle(WEBHOOK_CA_KEY).leaf()).isNotEqualTo(before);
        assertThat(tenant.secrets.bundle(WEBHOOK_TLS).leaf().getIssuerX500Principal())
                .isEqualTo(before.getSubjectX500Principal());
    }

    private void awaitCalls() {
        int now = answered.get();
        Eventually.soon("twenty more calls are answered", () -> answered.get() > now + 20 || !failed.isEmpty());
    }

    private void callOn(Tenant tenant) {
        while (!Thread.currentThread().isInterrupted()) {
            call(tenant);
        }
    }

    /** A change that the webhook is asked about and that is not stored. */
    private void call(Tenant tenant) {
        ConfigMap asked = new ConfigMapBuilder()
                .withNewMetadata()
                .withGenerateName("asked-")
                .addToLabels("ask", "webhook")
                .endMetadata()
                .build();
        try {
            tenant.admin
                    .configMaps()
                    .inNamespace(tenant.namespace)
                    .resource(asked)
                    .dryRun()
                    .create();
            answered.incrementAndGet();
        } catch (KubernetesClientException e) {
            if (!Thread.currentThread().isInterrupted()) {
                failed.add(e.getMessage());
            }
        }
    }
}
