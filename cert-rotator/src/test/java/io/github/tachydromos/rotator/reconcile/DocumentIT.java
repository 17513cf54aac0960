// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.rotator.reconcile.Names.ALL;
import static io.github.tachydromos.rotator.reconcile.Names.CA;
import static io.github.tachydromos.rotator.reconcile.Names.CA_KEY;
import static io.github.tachydromos.rotator.reconcile.Names.DOVECOT;
import static io.github.tachydromos.rotator.reconcile.Names.DOVECOT_TLS;
import static io.github.tachydromos.rotator.reconcile.Names.INTERNAL;
import static io.github.tachydromos.rotator.reconcile.Names.LDAP_TLS;
import static io.github.tachydromos.rotator.reconcile.Names.POSTFIX_TLS;
import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_CA_KEY;
import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_TLS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents and Secrets that cannot be used. */
@ExtendWith(ApiServer.class)
class DocumentIT {

    @Test
    void tellsWhatIsWrongWithTheDocumentAndKeepsTheLastOne(Tenant tenant) throws Exception {
        Rotator rotator = tenant.rotator();
        rotator.pass();
        tenant.secrets.delete(DOVECOT);
        tenant.suite(tenant.document()
                .replace("hostname: mail.example.org", "hostname: \"mail\\nexample\"")
                .replace("port: 389", "port: many"));

        RotatorStatus status = rotator.pass();
        rotator.pass();

        assertThat(status.complete()).isTrue();
        assertThat(status.details().get("suite")).contains("hostname: ").contains("ldap.port: ");
        assertThat(tenant.secrets.versions()).containsOnlyKeys(ALL);
        assertThat(tenant.events())
                .filteredOn(event -> event.startsWith("Warning SuiteRefused "))
                .doesNotHaveDuplicates()
                .anyMatch(event -> event.contains(" hostname: "))
                .anyMatch(event -> event.contains(" ldap.port: "));
    }

    @Test
    void doesNothingForADocumentOfAnotherSchema(Tenant tenant) throws Exception {
        tenant.suite(tenant.document().replace("schema: 1", "schema: 2").replace("kind: Suite", "kind: Unknown"));

        RotatorStatus status = tenant.rotator().pass();

        assertThat(status.complete()).isFalse();
        assertThat(status.details()).containsEntry("suite", "is of schema 2, which this program does not apply");
        assertThat(tenant.secrets.versions()).isEmpty();
    }

    @Test
    void makesNothingForAWebhookThatIsOff(Tenant tenant) throws Exception {
        tenant.suite(tenant.document().replace("enabled: true", "enabled: false"));

        RotatorStatus status = tenant.rotator().pass();

        assertThat(status.complete()).isTrue();
        assertThat(tenant.secrets.versions())
                .doesNotContainKeys(WEBHOOK_CA_KEY, WEBHOOK_TLS)
                .hasSize(ALL.size() - 2);
    }

    @Test
    void letsNoSecretWaitForTheFaultOfAnother(Tenant tenant) {
        tenant.secrets
                .all()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(INTERNAL)
                        .endMetadata()
                        .withImmutable(true)
                        .addToStringData("probePassword", "chosen")
                        .build())
                .create();
        tenant.secrets.create(CA_KEY, "Opaque", Map.of("tls.crt", "none"));
        Set<String> possible = new HashSet<>(ALL);
        possible.removeAll(Set.of(CA, LDAP_TLS, DOVECOT_TLS, POSTFIX_TLS));

        RotatorStatus status = tenant.rotator().pass();

        assertThat(status.complete()).isFalse();
        assertThat(status.details()).containsOnlyKeys(INTERNAL, CA_KEY, CA, LDAP_TLS, DOVECOT_TLS, POSTFIX_TLS);
        assertThat(status.details()).containsEntry(CA_KEY, "tls.key: is missing");
        assertThat(tenant.secrets.versions()).containsOnlyKeys(possible);
    }
}
