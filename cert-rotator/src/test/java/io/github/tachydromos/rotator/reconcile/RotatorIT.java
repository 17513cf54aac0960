// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.Interceptor.RequestTags;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.cluster.WakeUp;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rotator against a real API server, with the rights that the chart gives to it and no other. */
class RotatorIT {
    private static final String MAIL = "demo-tachydromos-mail-tls";
    private static final String CA = "demo-tachydromos-internal-ca";
    private static final String CA_KEY = "demo-tachydromos-internal-ca-key";
    private static final String LDAP_TLS = "demo-tachydromos-openldap-tls";
    private static final String DOVECOT_TLS = "demo-tachydromos-dovecot-tls";
    private static final String LDAP = "demo-tachydromos-openldap";
    private static final String LDAP_READER = "demo-tachydromos-openldap-reader";
    private static final String DOVECOT = "demo-tachydromos-dovecot";
    private static final String INTERNAL = "demo-tachydromos-internal";
    private static final Set<String> ALL =
            Set.of(MAIL, CA, CA_KEY, LDAP_TLS, DOVECOT_TLS, LDAP, LDAP_READER, DOVECOT, INTERNAL);
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private static ControlPlane controlPlane;
    private Tenant tenant;

    @BeforeAll
    static void startApiServer() throws Exception {
        controlPlane = new ControlPlane();
        controlPlane.start();
    }

    @AfterAll
    static void stopApiServer() {
        controlPlane.stop();
    }

    @BeforeEach
    void openNamespace() throws Exception {
        tenant = new Tenant(controlPlane, "mail-" + NAMESPACES.incrementAndGet());
    }

    @AfterEach
    void closeNamespace() {
        tenant.close();
    }

    @Test
    void makesEverySecretOnceAndThenChangesNothing() {
        RotatorStatus first = tenant.rotator().pass();
        Map<String, String> made = tenant.versions();

        RotatorStatus second = tenant.rotator().pass();

        assertThat(first.complete()).isTrue();
        assertThat(first.details()).isEmpty();
        assertThat(first.notAfter()).containsOnlyKeys(MAIL, CA_KEY, LDAP_TLS, DOVECOT_TLS);
        assertThat(made).containsOnlyKeys(ALL);
        assertThat(second).isEqualTo(first);
        assertThat(tenant.versions()).isEqualTo(made);
        assertThat(tenant.events()).hasSameSizeAs(ALL);
    }

    @Test
    void labelsWhatItMakesAndOwnsNothing() {
        tenant.rotator().pass();

        assertThat(tenant.secrets().list().getItems()).allSatisfy(secret -> {
            assertThat(secret.getMetadata().getLabels())
                    .containsEntry("app.kubernetes.io/managed-by", "cert-rotator")
                    .containsEntry("app.kubernetes.io/instance", "demo");
            assertThat(secret.getMetadata().getOwnerReferences()).isEmpty();
        });
        assertThat(tenant.secrets().withName(LDAP_TLS).get().getType()).isEqualTo("kubernetes.io/tls");
        assertThat(new String(tenant.entry(LDAP, "LDAP_ADMIN_PASSWORD"), UTF_8)).matches("[A-Za-z0-9]{32}");
    }

    @Test
    void makesCertificatesThatOpensslVerifies() throws Exception {
        tenant.rotator().pass();
        controlPlane.store("/tmp/ca.crt", tenant.entry(LDAP_TLS, "ca.crt"));
        controlPlane.store("/tmp/leaf.crt", tenant.entry(LDAP_TLS, "tls.crt"));
        controlPlane.store("/tmp/mail.crt", tenant.entry(MAIL, "tls.crt"));

        for (String purpose : new String[] {"sslserver", "sslclient"}) {
            assertThat(controlPlane.output(
                            "openssl",
                            "verify",
                            "-x509_strict",
                            "-CAfile",
                            "/tmp/ca.crt",
                            "-purpose",
                            purpose,
                            "-verify_hostname",
                            "demo-tachydromos-openldap.mail.svc",
                            "/tmp/leaf.crt"))
                    .isEqualTo("/tmp/leaf.crt: OK\n");
        }
        assertThat(controlPlane.output(
                        "openssl",
                        "verify",
                        "-CAfile",
                        "/tmp/mail.crt",
                        "-purpose",
                        "sslserver",
                        "-verify_hostname",
                        "mail.example.org",
                        "/tmp/mail.crt"))
                .isEqualTo("/tmp/mail.crt: OK\n");
        assertThat(tenant.entry(CA, "ca.crt")).isEqualTo(tenant.entry(CA_KEY, "tls.crt"));
    }

    @Test
    void leavesAloneWhatSomebodyElseHasBrought() {
        TlsBundle brought = new CertificateIssuer(new SecureRandom(), InstantSource.system())
                .selfSigned("mail.example.org", Duration.ofDays(1));
        create(MAIL, "kubernetes.io/tls", Map.of("tls.crt", brought.certificatesPem(), "tls.key", brought.keyPem()));
        create(DOVECOT, "Opaque", Map.of("superuserPassword", "chosen"));
        Map<String, String> before = tenant.versions();

        RotatorStatus status = tenant.rotator().pass();

        assertThat(status.complete()).isTrue();
        assertThat(tenant.versions()).containsAllEntriesOf(before).containsOnlyKeys(ALL);
        assertThat(status.notAfter().get(MAIL))
                .isEqualTo(brought.leaf().getNotAfter().toInstant());
    }

    @Test
    void addsOnlyTheMissingKeyOfACredential() {
        create(INTERNAL, "Opaque", Map.of("probePassword", "chosen", "other", "kept"));

        tenant.rotator().pass();

        Secret secret = tenant.secrets().withName(INTERNAL).get();
        assertThat(secret.getData()).containsOnlyKeys("probePassword", "doveadmApiKey", "other");
        assertThat(tenant.entry(INTERNAL, "probePassword")).isEqualTo("chosen".getBytes(UTF_8));
        assertThat(tenant.entry(INTERNAL, "other")).isEqualTo("kept".getBytes(UTF_8));
    }

    @ParameterizedTest(name = "after {0} writes")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void continuesAPassThatWasCutOff(int writes) {
        Rotator killed = tenant.rotator(
                InstantSource.system(), c -> c.addOrReplaceInterceptor("cut", new Cut(writes)), new WakeUp());
        assertThatThrownBy(killed::pass).hasMessage("the program was killed");
        Map<String, String> made = tenant.versions();

        RotatorStatus status = tenant.rotator().pass();

        assertThat(made).hasSize(writes);
        assertThat(status.complete()).isTrue();
        assertThat(tenant.versions()).containsAllEntriesOf(made).containsOnlyKeys(ALL);
        assertThat(tenant.entry(CA, "ca.crt")).isEqualTo(tenant.entry(CA_KEY, "tls.crt"));
        assertThat(tenant.entry(LDAP_TLS, "ca.crt")).isEqualTo(tenant.entry(CA_KEY, "tls.crt"));
    }

    @Test
    void renewsItsCertificatesInTimeAndNothingElse() {
        tenant.rotator().pass();
        Map<String, String> before = tenant.versions();
        InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofDays(250)));

        RotatorStatus status = tenant.rotator(later, _ -> {}, new WakeUp()).pass();

        Map<String, String> after = tenant.versions();
        assertThat(status.complete()).isTrue();
        for (String renewed : Set.of(MAIL, LDAP_TLS, DOVECOT_TLS)) {
            assertThat(after.remove(renewed)).isNotEqualTo(before.remove(renewed));
            assertThat(status.notAfter().get(renewed)).isAfter(later.instant().plus(Duration.ofDays(364)));
        }
        assertThat(after).isEqualTo(before);
    }

    @Test
    void followsAnAuthorityThatWasMadeAnew() {
        tenant.rotator().pass();
        byte[] oldAuthority = tenant.entry(CA, "ca.crt");
        tenant.secrets().withName(CA_KEY).delete();

        tenant.rotator().pass();

        assertThat(tenant.entry(CA, "ca.crt"))
                .isNotEqualTo(oldAuthority)
                .isEqualTo(tenant.entry(CA_KEY, "tls.crt"))
                .isEqualTo(tenant.entry(LDAP_TLS, "ca.crt"));
    }

    @Test
    void tellsWhatIsWrongWithTheDocumentAndKeepsTheLastOne() throws Exception {
        Rotator rotator = tenant.rotator();
        rotator.pass();
        tenant.secrets().withName(DOVECOT).delete();
        tenant.suite(Tenant.document()
                .replace("hostname: mail.example.org", "hostname: \"mail\\nexample\"")
                .replace("port: 389", "port: many"));

        RotatorStatus status = rotator.pass();
        rotator.pass();

        assertThat(status.complete()).isTrue();
        assertThat(status.details().get("suite")).contains("hostname: ").contains("ldap.port: ");
        assertThat(tenant.versions()).containsOnlyKeys(ALL);
        assertThat(tenant.events())
                .filteredOn(event -> event.startsWith("Warning SuiteRejected "))
                .doesNotHaveDuplicates()
                .anyMatch(event -> event.contains(" hostname: "))
                .anyMatch(event -> event.contains(" ldap.port: "));
    }

    @Test
    void doesNothingForADocumentOfAnotherSchema() throws Exception {
        tenant.suite(Tenant.document().replace("schema: 1", "schema: 2").replace("kind: Suite", "kind: Unknown"));

        RotatorStatus status = tenant.rotator().pass();

        assertThat(status.complete()).isFalse();
        assertThat(status.details()).containsEntry("suite", "is of schema 2, which this program does not apply");
        assertThat(tenant.versions()).isEmpty();
    }

    @Test
    void letsNoSecretWaitForTheFaultOfAnother() {
        tenant.secrets()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(INTERNAL)
                        .endMetadata()
                        .withImmutable(true)
                        .addToStringData("probePassword", "chosen")
                        .build())
                .create();
        create(CA_KEY, "Opaque", Map.of("tls.crt", "none"));

        RotatorStatus status = tenant.rotator().pass();

        assertThat(status.complete()).isFalse();
        assertThat(status.details()).containsOnlyKeys(INTERNAL, CA_KEY, CA, LDAP_TLS, DOVECOT_TLS);
        assertThat(status.details()).containsEntry(CA_KEY, "tls.key: is missing");
        assertThat(tenant.versions()).containsOnlyKeys(LDAP, LDAP_READER, INTERNAL, CA_KEY, MAIL, DOVECOT);
    }

    @Test
    void makesADeletedSecretAnewAtOnceEvenAfterAnOutage() {
        WakeUp wakeUp = new WakeUp();
        try (RotatorLoop loop = new RotatorLoop(tenant.rotator(InstantSource.system(), _ -> {}, wakeUp), wakeUp)) {
            loop.start();
            awaitExistence(DOVECOT_TLS);
            var docker = controlPlane.getDockerClient();
            docker.pauseContainerCmd(controlPlane.getContainerId()).exec();
            wakeUp.ask();
            docker.unpauseContainerCmd(controlPlane.getContainerId()).exec();
            String before =
                    tenant.secrets().withName(DOVECOT).get().getMetadata().getUid();

            tenant.secrets().withName(DOVECOT).delete();

            tenant.secrets()
                    .withName(DOVECOT)
                    .waitUntilCondition(
                            secret -> secret != null
                                    && !secret.getMetadata().getUid().equals(before),
                            60,
                            TimeUnit.SECONDS);
            assertThat(loop.isAlive()).isTrue();
        }
    }

    private void awaitExistence(String secret) {
        tenant.secrets().withName(secret).waitUntilCondition(found -> found != null, 60, TimeUnit.SECONDS);
    }

    private void create(String name, String type, Map<String, String> data) {
        tenant.secrets()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withType(type)
                        .withStringData(data)
                        .build())
                .create();
    }

    /** Ends the life of a rotator after a number of writes of Secrets: from there on no request leaves it. */
    private static final class Cut implements Interceptor {
        private final AtomicInteger left;

        Cut(int writes) {
            left = new AtomicInteger(writes);
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            boolean write =
                    !request.method().equals("GET") && request.uri().getPath().contains("/secrets");
            if (left.get() < 0 || (write && left.decrementAndGet() < 0)) {
                throw new IllegalStateException("the program was killed");
            }
        }
    }
}
