// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.rotator.reconcile.Names.DKIM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.rotator.issue.DkimRecord;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The signing keys and their records, against a real API server, with the rights that the chart gives. */
@ExtendWith(ApiServer.class)
class SigningIT {

    @BeforeEach
    void switchTheFilterOn(Tenant tenant) throws Exception {
        tenant.suite(filtered(tenant));
    }

    @Test
    void makesBothKeysOnceAndTellsTheirRecords(Tenant tenant) throws Exception {
        assertThat(tenant.rotator().pass().complete()).isTrue();
        Map<String, String> records = records(tenant);
        String version = tenant.secrets.versions().get(DKIM);

        tenant.rotator().pass();

        assertThat(records)
                .containsEntry("2023._domainkey", text(tenant, "2023", "rsa.pem"))
                .containsEntry("2023-ed._domainkey", text(tenant, "2023-ed", "ed25519.pem"))
                .hasSize(2);
        assertThat(tenant.secrets.versions()).containsEntry(DKIM, version);
    }

    @Test
    void makesOnlyTheKeyThatIsMissing(Tenant tenant) throws Exception {
        tenant.rotator().pass();
        byte[] rsa = tenant.secrets.entry(DKIM, "rsa.pem");
        tenant.secrets.all().withName(DKIM).edit(secret -> {
            secret.getData().remove("ed25519.pem");
            return secret;
        });

        tenant.rotator().pass();

        assertThat(tenant.secrets.entry(DKIM, "rsa.pem")).isEqualTo(rsa);
        assertThat(new String(tenant.secrets.entry(DKIM, "ed25519.pem"), UTF_8)).startsWith("-----BEGIN PRIVATE KEY");
        assertThat(records(tenant)).containsEntry("2023-ed._domainkey", text(tenant, "2023-ed", "ed25519.pem"));
    }

    @Test
    void takesBackTheRecordsOfAnotherSelector(Tenant tenant) throws Exception {
        tenant.rotator().pass();

        tenant.suite(filtered(tenant).replace("\"2023\"", "\"2027\""));
        tenant.rotator().pass();

        assertThat(records(tenant)).containsOnlyKeys("2027._domainkey", "2027-ed._domainkey");
    }

    @Test
    void saysWhichKeyIsNone(Tenant tenant) {
        tenant.rotator().pass();
        tenant.secrets.all().withName(DKIM).edit(secret -> {
            secret.getData().put("rsa.pem", "eA==");
            return secret;
        });

        RotatorStatus status = tenant.rotator().pass();

        assertThat(status.details().toString()).contains(DKIM, "holds no private key");
    }

    private static String filtered(Tenant tenant) throws Exception {
        return tenant.document().replace("rspamd:\n  enabled: false", "rspamd:\n  enabled: true");
    }

    private static Map<String, String> records(Tenant tenant) {
        return tenant.admin
                .configMaps()
                .inNamespace(tenant.namespace)
                .withName(DKIM)
                .get()
                .getData();
    }

    private static String text(Tenant tenant, String selector, String entry) throws Exception {
        return DkimRecord.of(selector, tenant.secrets.entry(DKIM, entry)).text();
    }
}
