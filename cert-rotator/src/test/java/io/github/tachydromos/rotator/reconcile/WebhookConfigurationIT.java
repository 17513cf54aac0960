// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_CA_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The caBundle, among others who write the same object. */
@ExtendWith(ApiServer.class)
class WebhookConfigurationIT {

    @Test
    void outlivesAnUpgradeAndFillsWhatTheUpgradeAdds(Tenant tenant) throws Exception {
        tenant.rotator().pass();
        List<X509Certificate> filled =
                List.of(tenant.secrets.bundle(WEBHOOK_CA_KEY).leaf());
        String next = tenant.webhookManifest().replace("timeoutSeconds: 5", "timeoutSeconds: 4");
        String third =
                next.substring(next.indexOf("  - name: tls")).replace("tls.tachydromos.io", "new.tachydromos.io");

        tenant.webhook.apply(next + third);

        assertThat(tenant.webhook.believed())
                .containsEntry("suite.tachydromos.io", filled)
                .containsEntry("tls.tachydromos.io", filled)
                .containsEntry("new.tachydromos.io", List.of());
        assertThat(tenant.webhook.get().getWebhooks()).allMatch(entry -> entry.getTimeoutSeconds() == 4);

        tenant.rotator().pass();

        assertThat(tenant.webhook.believed()).hasSize(3).containsEntry("new.tachydromos.io", filled);
    }

    @Test
    void letsAnUpgradeTakeAnEntryAway(Tenant tenant) throws Exception {
        tenant.rotator().pass();
        String manifest = tenant.webhookManifest();

        tenant.webhook.apply(manifest.substring(0, manifest.indexOf("  - name: tls")));

        assertThat(tenant.webhook.believed()).containsOnlyKeys("suite.tachydromos.io");
    }

    @Test
    void isPutBackIfSomebodyTakesItAway(Tenant tenant) {
        tenant.rotator().pass();
        var before = tenant.webhook.believed();
        tenant.webhook
                .object()
                .edit(configuration -> new ValidatingWebhookConfigurationBuilder(configuration)
                        .editFirstWebhook()
                        .editClientConfig()
                        .withCaBundle("")
                        .endClientConfig()
                        .endWebhook()
                        .editLastWebhook()
                        .editClientConfig()
                        .withCaBundle("bm9uZQ==")
                        .endClientConfig()
                        .endWebhook()
                        .build());

        tenant.rotator().pass();

        assertThat(tenant.webhook.believed()).isEqualTo(before);
    }

    @Test
    void isNotMissedWhereThereIsNoConfiguration(Tenant tenant) throws Exception {
        tenant.webhook.delete();
        RotatorStatus without = tenant.rotator().pass();
        tenant.webhook.apply(tenant.webhookManifest());

        RotatorStatus with = tenant.rotator().pass();

        assertThat(without.complete()).isTrue();
        assertThat(without.details()).containsEntry(tenant.webhook.name(), "does not exist");
        assertThat(with.details()).isEmpty();
        assertThat(tenant.webhook.believed().values())
                .containsOnly(List.of(tenant.secrets.bundle(WEBHOOK_CA_KEY).leaf()));
    }
}
