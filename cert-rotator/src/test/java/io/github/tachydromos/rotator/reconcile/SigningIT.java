// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.rotator.reconcile.Names.DKIM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.rotator.issue.DkimRecord;
import io.github.tachydromos.rotator.issue.SigningKeyIssuer;
import io.github.tachydromos.rotator.policy.Annotations;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The signing keys and their records, against a real API server, with the rights that the chart gives. */
@ExtendWith(ApiServer.class)
class SigningIT {
    private static final String[] OF_2023 = {"2023._domainkey", "2023-ed._domainkey"};
    private static final String[] OF_2027 = {"2027._domainkey", "2027-ed._domainkey"};
    private static final String[] OF_BOTH = {OF_2023[0], OF_2023[1], OF_2027[0], OF_2027[1]};

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
        assertThat(signing(tenant)).isEqualTo("2023");
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
    void signsWithNoSelectorThatWasOnlyWrittenDown(Tenant tenant) throws Exception {
        tenant.rotator().pass();
        Map<String, byte[]> before = tenant.secrets.data(DKIM);

        tenant.suite(filtered(tenant).replace("\"2023\"", "\"2027\""));
        RotatorStatus status = tenant.rotator().pass();

        assertThat(tenant.secrets.data(DKIM)).containsExactlyInAnyOrderEntriesOf(before);
        assertThat(records(tenant)).containsOnlyKeys(OF_2023);
        assertThat(status.complete()).isTrue();
        assertThat(tenant.events())
                .contains(
                        "Warning Unusable " + DKIM + ": rspamd.dkimSelector: \"2027\" does not sign, \"2023\" goes on;"
                                + " set rspamd.rotateDkim to true to have keys of it made");
    }

    @Test
    void signsWithANewSelectorOnlyWhenItsRecordsAreAcknowledged(Tenant tenant) throws Exception {
        tenant.rotator().pass();
        Map<String, byte[]> before = tenant.secrets.data(DKIM);
        acknowledge(tenant, "2027"); // too early: nobody could know them
        tenant.suite(rotating(tenant));

        tenant.rotator().pass();

        assertThat(signing(tenant)).isEqualTo("2023");
        assertThat(records(tenant)).containsOnlyKeys(OF_BOTH);
        Map<String, byte[]> prepared = tenant.secrets.data(DKIM);
        assertThat(tenant.rotator().pass().progress()).isEqualTo(RotatorStatus.Progress.UNDER_WAY);
        assertThat(signing(tenant)).isEqualTo("2023");
        assertThat(tenant.events())
                .contains("Normal Written " + DKIM
                        + " was written: it was to be signed with \"2027\": publish its records");

        acknowledge(tenant, "2027");
        tenant.rotator().pass();

        assertThat(signing(tenant)).isEqualTo("2027");
        assertThat(tenant.secrets.entry(DKIM, "rsa.pem")).isEqualTo(prepared.get("next.rsa.pem"));
        assertThat(tenant.secrets.entry(DKIM, "ed25519.pem")).isEqualTo(prepared.get("next.ed25519.pem"));
        assertThat(tenant.secrets.entry(DKIM, "previous.rsa.pem")).isEqualTo(before.get("rsa.pem"));
        assertThat(tenant.secrets.data(DKIM)).doesNotContainKeys("next.selector", "next.rsa.pem", "next.ed25519.pem");
        assertThat(records(tenant)).containsOnlyKeys(OF_BOTH);
        assertThat(records(tenant)).containsEntry("2027._domainkey", text(tenant, "2027", "rsa.pem"));
        assertThat(tenant.events())
                .contains("Normal Written " + DKIM
                        + " was written: it signs with \"2027\" from now on, and keeps the keys"
                        + " of \"2023\" for 7 days: its records were acknowledged");
    }

    @Test
    void keepsTheKeysBeforeForTheirOverlapOnly(Tenant tenant) throws Exception {
        rotated(tenant);

        tenant.clock.goOn(Duration.ofDays(6));
        tenant.rotator().pass();

        assertThat(records(tenant)).containsOnlyKeys(OF_BOTH);

        tenant.clock.goOn(Duration.ofDays(2));
        tenant.rotator().pass();

        assertThat(records(tenant)).containsOnlyKeys(OF_2027);
        assertThat(tenant.secrets.data(DKIM)).containsOnlyKeys("selector", "rsa.pem", "ed25519.pem");
        assertThat(tenant.events())
                .contains("Normal Written " + DKIM
                        + " was written: it no longer needed the keys of \"2023\": their records" + " may go from DNS");
    }

    @Test
    void goesOnWithTheNewSelectorWhenTheValuesAreRolledBack(Tenant tenant) throws Exception {
        rotated(tenant);

        tenant.suite(filtered(tenant));
        tenant.rotator().pass();

        assertThat(signing(tenant)).isEqualTo("2027");
        assertThat(tenant.events().toString()).contains("\"2023\" does not sign, \"2027\" goes on");
    }

    @Test
    void takesBackKeysThatWereNotWantedAfterAll(Tenant tenant) throws Exception {
        tenant.rotator().pass();
        tenant.suite(rotating(tenant));
        tenant.rotator().pass();

        tenant.suite(filtered(tenant));
        tenant.rotator().pass();

        assertThat(records(tenant)).containsOnlyKeys(OF_2023);
        assertThat(tenant.secrets.data(DKIM)).containsOnlyKeys("selector", "rsa.pem", "ed25519.pem");
    }

    @Test
    void signsWithANewSelectorOnceEveryWatchedDomainShowsItsRecords(Tenant tenant, ControlPlane machine)
            throws Exception {
        tenant.rotator().pass();
        tenant.suite(
                rotating(tenant).replace("dkimWatchedDomains: []", "dkimWatchedDomains: [one.example, two.example]"));
        tenant.nameServers = NameServer.serving(machine, Map.of("one.example", Map.of()));
        tenant.rotator().pass();
        Map<String, String> next = new HashMap<>(records(tenant));
        next.keySet().retainAll(Set.of(OF_2027));
        Map<String, String> other = new HashMap<>(next);
        other.put(OF_2027[1], next.get(OF_2027[1]).replace("p=", "p=AAAA"));

        tenant.nameServers = NameServer.serving(machine, Map.of("one.example", next));
        assertThat(tenant.rotator().pass().details().get(DKIM)).contains("seen at two.example, or");
        tenant.nameServers = NameServer.serving(machine, Map.of("one.example", next, "two.example", other));
        assertThat(tenant.rotator().pass().details().get(DKIM)).contains("seen at two.example, or");
        assertThat(signing(tenant)).isEqualTo("2023");

        tenant.nameServers = NameServer.serving(machine, Map.of("one.example", next, "two.example", next));
        tenant.rotator().pass();

        assertThat(signing(tenant)).isEqualTo("2027");
        assertThat(tenant.events().toString()).contains("its records were seen");
    }

    @Test
    void neverWritesOverKeysThatSomebodyBrought(Tenant tenant) throws Exception {
        SigningKeyIssuer keys = new SigningKeyIssuer(new SecureRandom());
        tenant.secrets.create(
                DKIM,
                Map.of(
                        "rsa.pem",
                        keys.rsa().getBytes(UTF_8),
                        "ed25519.pem",
                        keys.ed25519().getBytes(UTF_8)));
        Map<String, byte[]> brought = tenant.secrets.data(DKIM);
        tenant.rotator().pass();

        tenant.suite(rotating(tenant));
        tenant.rotator().pass();
        acknowledge(tenant, "2027");
        tenant.rotator().pass();

        assertThat(tenant.secrets.data(DKIM))
                .containsAllEntriesOf(brought)
                .containsOnlyKeys("selector", "rsa.pem", "ed25519.pem");
        assertThat(signing(tenant)).isEqualTo("2023");
        assertThat(tenant.events().toString())
                .contains("the keys are not ours: write your new ones and their selector into the Secret");
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

    private static void rotated(Tenant tenant) throws Exception {
        tenant.rotator().pass();
        tenant.suite(rotating(tenant));
        tenant.rotator().pass();
        acknowledge(tenant, "2027");
        tenant.rotator().pass();
        assertThat(signing(tenant)).isEqualTo("2027");
    }

    private static void acknowledge(Tenant tenant, String selector) {
        tenant.secrets.annotate(DKIM, Annotations.ACKNOWLEDGED, selector);
    }

    private static String filtered(Tenant tenant) throws Exception {
        return tenant.document().replace("rspamd:\n  enabled: false", "rspamd:\n  enabled: true");
    }

    private static String rotating(Tenant tenant) throws Exception {
        return filtered(tenant).replace("\"2023\"", "\"2027\"").replace("rotateDkim: false", "rotateDkim: true");
    }

    private static String signing(Tenant tenant) {
        return new String(tenant.secrets.entry(DKIM, "selector"), UTF_8);
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
