// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.kube.ApiClient;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.kube.RenderedChart;
import io.github.tachydromos.rotator.cluster.SuiteSource;
import io.github.tachydromos.rotator.cluster.SuiteWatch;
import io.github.tachydromos.rotator.cluster.WakeUp;
import io.github.tachydromos.rotator.dns.NameServers;
import io.github.tachydromos.rotator.dns.RecordLookup;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import io.github.tachydromos.rotator.issue.PasswordIssuer;
import io.github.tachydromos.rotator.issue.SigningKeyIssuer;
import io.github.tachydromos.rotator.publish.NoticePublisher;
import io.github.tachydromos.rotator.publish.RecordsPublisher;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import io.github.tachydromos.rotator.publish.WritePermit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A namespace with a suite document, and rotators that may do there exactly what the chart grants. */
final class Tenant implements AutoCloseable {
    final KubernetesClient admin;
    final String namespace;
    final Secrets secrets;
    final WebhookConfiguration webhook;
    final TestClock clock = new TestClock();
    NameServers nameServers = NameServers.RESOLVERS;

    private final Config rotatorAccess;
    private final List<Runnable> endings = new ArrayList<>();

    Tenant(ControlPlane controlPlane, String namespace) throws IOException, InterruptedException {
        this.namespace = namespace;
        Config access = controlPlane.administrator();
        admin = new KubernetesClientBuilder().withConfig(access).build();
        endings.add(admin::close);
        secrets = new Secrets(admin, namespace);
        webhook = new WebhookConfiguration(admin, namespace);
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        load(Chart.ACCESS.replace(Chart.NAMESPACE, namespace))
                .forEach(object -> admin.resource(object).create());
        webhook.apply(webhookManifest());
        suite(document());
        rotatorAccess = new ConfigBuilder(access)
                .withClientCertData(null)
                .withClientKeyData(null)
                .withOauthToken(admin.serviceAccounts()
                        .inNamespace(namespace)
                        .withName("demo-tachydromos-cert-rotator")
                        .tokenRequest()
                        .getStatus()
                        .getToken())
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    String document() {
        return SuiteFixture.document().replace("demo-tachydromos-webhook.mail\n", webhook.name() + "\n");
    }

    String text(String resource) throws IOException {
        try (var in = Tenant.class.getResourceAsStream("/" + resource)) {
            return new String(in.readAllBytes(), UTF_8).replace("NAMESPACE", namespace);
        }
    }

    private List<HasMetadata> load(String manifests) {
        return admin.load(new ByteArrayInputStream(manifests.getBytes(UTF_8))).items();
    }

    /** The chart's own, but for a namespace that does not exist: nothing answers here. */
    String webhookManifest() {
        return Chart.WEBHOOK
                .replace("metadata.name: \"" + Chart.NAMESPACE, "metadata.name: \"nowhere")
                .replace(Chart.NAMESPACE, namespace);
    }

    /** What the chart writes, rendered once for all tenants. */
    private static final class Chart {
        static final String NAMESPACE = "namespace-of-the-tenant";
        static final String ACCESS = manifests(
                "cert-rotator/serviceaccount",
                "cert-rotator/role",
                "cert-rotator/rolebinding",
                "cert-rotator/clusterrole",
                "cert-rotator/clusterrolebinding");
        static final String WEBHOOK = manifests("webhook/validatingwebhookconfiguration");

        private static String manifests(String... templates) {
            try {
                return RenderedChart.manifests(NAMESPACE, templates);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError("the chart cannot be rendered", e);
            }
        }
    }

    void suite(String document) {
        admin.configMaps()
                .inNamespace(namespace)
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(Names.SUITE)
                        .endMetadata()
                        .addToData("suite.yaml", document)
                        .build())
                .createOr(existing -> existing.update());
    }

    /** Type, reason and message of each Event about the suite document. */
    List<String> events() {
        return events(about -> about.getName().equals(Names.SUITE));
    }

    /** The same about just this object, and not about one of its name before or after it. */
    List<String> events(HasMetadata object) {
        return events(about -> object.getMetadata().getUid().equals(about.getUid()));
    }

    private List<String> events(Predicate<ObjectReference> about) {
        return admin.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> about.test(event.getInvolvedObject()))
                .map(event -> event.getType() + " " + event.getReason() + " " + event.getMessage())
                .toList();
    }

    /** A rotator as the program puts it together. */
    Rotator rotator() {
        return rotator(client(), () -> {}, new WakeUp());
    }

    /** One with a hand on its connection. */
    Rotator rotator(Interceptor connection) {
        return rotator(client(connection), () -> {}, new WakeUp());
    }

    Rotator rotator(KubernetesClient client, WritePermit permit, WakeUp wakeUp) {
        SuiteWatch watch = new SuiteWatch(client, namespace, Names.SUITE, wakeUp);
        atEnd(watch::close);
        SecureRandom random = new SecureRandom();
        SecretPublisher publisher = new SecretPublisher(client, namespace, permit);
        CertificateIssuer certificates = new CertificateIssuer(random, clock);
        return new Rotator(
                new SuiteSource(client, namespace, Names.SUITE),
                new SuiteReconciler(
                        new CredentialReconciler(publisher, new PasswordIssuer(random)),
                        new MailReconciler(publisher, certificates, clock),
                        new RealmReconciler(publisher, certificates, clock),
                        new Realms(client, publisher, permit, clock),
                        new SigningReconciler(
                                publisher,
                                new SigningKeyIssuer(random),
                                new RecordsPublisher(client, namespace, permit),
                                new RecordLookup(nameServers),
                                clock),
                        new DnsReconciler(publisher, new RecordsPublisher(client, namespace, permit), clock)),
                new NoticePublisher(client, namespace, clock),
                watch,
                _ -> {});
    }

    /** Access as the chart grants it. */
    KubernetesClient client() {
        return client(new Interceptor() {});
    }

    KubernetesClient client(Interceptor connection) {
        KubernetesClient client = ApiClient.builder(rotatorAccess)
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("test", connection))
                .build();
        atEnd(client::close);
        return client;
    }

    Config access() {
        return rotatorAccess;
    }

    /** What is to be ended with the test, the last one first. */
    void atEnd(Runnable ending) {
        endings.addFirst(ending);
    }

    @Override
    public void close() {
        webhook.delete();
        endings.forEach(Runnable::run);
    }
}
