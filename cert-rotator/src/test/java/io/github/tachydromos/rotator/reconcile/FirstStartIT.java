// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.rotator.reconcile.Names.ALL;
import static io.github.tachydromos.rotator.reconcile.Names.CA;
import static io.github.tachydromos.rotator.reconcile.Names.CA_KEY;
import static io.github.tachydromos.rotator.reconcile.Names.DOVECOT;
import static io.github.tachydromos.rotator.reconcile.Names.DOVECOT_TLS;
import static io.github.tachydromos.rotator.reconcile.Names.INTERNAL;
import static io.github.tachydromos.rotator.reconcile.Names.LDAP;
import static io.github.tachydromos.rotator.reconcile.Names.LDAP_TLS;
import static io.github.tachydromos.rotator.reconcile.Names.MAIL;
import static io.github.tachydromos.rotator.reconcile.Names.POSTFIX_TLS;
import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_CA_KEY;
import static io.github.tachydromos.rotator.reconcile.Names.WEBHOOK_TLS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the rotator makes, against a real API server, with the rights that the chart gives to it and no other. */
@ExtendWith(ApiServer.class)
class FirstStartIT {

    @Test
    void makesEverySecretOnceAndThenChangesNothing(Tenant tenant) {
        RotatorStatus first = tenant.rotator().pass();
        Map<String, String> made = tenant.secrets.versions();
        String configuration = tenant.webhook.get().getMetadata().getResourceVersion();

        RotatorStatus second = tenant.rotator().pass();

        assertThat(first.complete()).isTrue();
        assertThat(first.details()).isEmpty();
        assertThat(first.notAfter())
                .containsOnlyKeys(MAIL, CA_KEY, LDAP_TLS, DOVECOT_TLS, POSTFIX_TLS, WEBHOOK_CA_KEY, WEBHOOK_TLS);
        assertThat(made).containsOnlyKeys(ALL);
        assertThat(second).isEqualTo(first);
        assertThat(tenant.secrets.versions()).isEqualTo(made);
        assertThat(tenant.webhook.get().getMetadata().getResourceVersion()).isEqualTo(configuration);
        // Beside the Secrets: the webhook configuration, and what is to be published in DNS.
        assertThat(tenant.events()).hasSize(ALL.size() + 2);
    }

    @Test
    void labelsWhatItMakesAndOwnsNothing(Tenant tenant) {
        tenant.rotator().pass();

        assertThat(tenant.secrets.all().list().getItems()).allSatisfy(secret -> {
            assertThat(secret.getMetadata().getLabels())
                    .containsEntry("app.kubernetes.io/managed-by", "cert-rotator")
                    .containsEntry("app.kubernetes.io/instance", "demo");
            assertThat(secret.getMetadata().getOwnerReferences()).isEmpty();
        });
        assertThat(tenant.secrets.get(LDAP_TLS).getType()).isEqualTo("kubernetes.io/tls");
        assertThat(new String(tenant.secrets.entry(LDAP, "LDAP_ADMIN_PASSWORD"), UTF_8))
                .matches("[A-Za-z0-9]{32}");
    }

    @Test
    void makesCertificatesThatOpensslVerifies(Tenant tenant, ControlPlane machine) throws Exception {
        tenant.rotator().pass();
        verifies(machine, tenant, LDAP_TLS, "ca.crt", "demo-tachydromos-openldap.mail.svc");
        verifies(machine, tenant, WEBHOOK_TLS, "ca.crt", "demo-tachydromos-webhook.mail.svc");
        verifies(machine, tenant, MAIL, "tls.crt", "mail.example.org");

        assertThat(tenant.secrets.entry(CA, "ca.crt")).isEqualTo(tenant.secrets.entry(CA_KEY, "tls.crt"));
        assertThat(tenant.webhook.believed().values())
                .hasSize(2)
                .containsOnly(List.of(tenant.secrets.bundle(WEBHOOK_CA_KEY).leaf()));
    }

    private static void verifies(ControlPlane machine, Tenant tenant, String secret, String anchor, String host)
            throws Exception {
        machine.store("/tmp/anchor.crt", tenant.secrets.entry(secret, anchor));
        machine.store("/tmp/leaf.crt", tenant.secrets.entry(secret, "tls.crt"));
        boolean ours = anchor.equals("ca.crt");
        for (String purpose : ours ? List.of("sslserver", "sslclient") : List.of("sslserver")) {
            assertThat(machine.output(
                            "openssl",
                            "verify",
                            ours ? "-x509_strict" : "-no-CApath",
                            "-CAfile",
                            "/tmp/anchor.crt",
                            "-purpose",
                            purpose,
                            "-verify_hostname",
                            host,
                            "/tmp/leaf.crt"))
                    .isEqualTo("/tmp/leaf.crt: OK\n");
        }
    }

    @Test
    void leavesAloneWhatSomebodyElseHasBrought(Tenant tenant) {
        TlsBundle brought = new CertificateIssuer(new SecureRandom(), InstantSource.system())
                .selfSigned("mail.example.org", Duration.ofDays(1));
        tenant.secrets.create(
                MAIL, "kubernetes.io/tls", Map.of("tls.crt", brought.certificatesPem(), "tls.key", brought.keyPem()));
        tenant.secrets.create(DOVECOT, "Opaque", Map.of("superuserPassword", "chosen"));
        Map<String, String> before = tenant.secrets.versions();

        RotatorStatus status = tenant.rotator().pass();

        assertThat(status.complete()).isTrue();
        assertThat(tenant.secrets.versions()).containsAllEntriesOf(before).containsOnlyKeys(ALL);
        assertThat(status.notAfter().get(MAIL))
                .isEqualTo(brought.leaf().getNotAfter().toInstant());
    }

    @Test
    void addsOnlyTheMissingKeyOfACredential(Tenant tenant) {
        tenant.secrets.create(INTERNAL, "Opaque", Map.of("probePassword", "chosen", "other", "kept"));

        tenant.rotator().pass();

        assertThat(tenant.secrets.data(INTERNAL)).containsOnlyKeys("probePassword", "doveadmApiKey", "other");
        assertThat(tenant.secrets.entry(INTERNAL, "probePassword")).isEqualTo("chosen".getBytes(UTF_8));
        assertThat(tenant.secrets.entry(INTERNAL, "other")).isEqualTo("kept".getBytes(UTF_8));
    }

    @Test
    void renewsItsCertificatesInTimeAndNothingElse(Tenant tenant) {
        tenant.rotator().pass();
        Map<String, String> before = tenant.secrets.versions();
        tenant.clock.goOn(Duration.ofDays(5));

        RotatorStatus week = tenant.rotator().pass();

        assertThat(changed(before, tenant)).containsExactly(WEBHOOK_TLS);
        assertThat(week.notAfter().get(WEBHOOK_TLS))
                .isAfter(tenant.clock.instant().plus(Duration.ofDays(6)));

        tenant.clock.goOn(Duration.ofDays(239));
        tenant.rotator().pass();

        assertThat(changed(before, tenant))
                .containsOnly(MAIL, LDAP_TLS, DOVECOT_TLS, POSTFIX_TLS, WEBHOOK_TLS, WEBHOOK_CA_KEY);
    }

    private static Set<String> changed(Map<String, String> before, Tenant tenant) {
        Map<String, String> after = tenant.secrets.versions();
        after.entrySet().removeAll(before.entrySet());
        return after.keySet();
    }

    @Test
    void makesOneAnewByOrderAndOnlyOnce(Tenant tenant) {
        tenant.rotator().pass();
        Map<String, String> before = tenant.secrets.versions();
        for (String secret : List.of(MAIL, WEBHOOK_TLS, LDAP_TLS)) {
            tenant.secrets.annotate(secret, "tachydromos.io/rotate", "2026-11-25");
        }
        var served = tenant.secrets.bundle(WEBHOOK_TLS).leaf();

        tenant.rotator().pass();
        Map<String, String> rotated = tenant.secrets.versions();
        tenant.rotator().pass();

        assertThat(tenant.secrets.bundle(WEBHOOK_TLS).leaf()).isNotEqualTo(served);
        assertThat(changed(before, tenant)).containsOnly(MAIL, WEBHOOK_TLS, LDAP_TLS);
        assertThat(tenant.secrets.versions()).isEqualTo(rotated);
    }
}
