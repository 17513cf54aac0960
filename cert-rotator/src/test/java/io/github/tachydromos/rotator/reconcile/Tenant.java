// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.kube.EventPublisher;
import io.github.tachydromos.rotator.cluster.SuiteSource;
import io.github.tachydromos.rotator.cluster.SuiteWatch;
import io.github.tachydromos.rotator.cluster.WakeUp;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import io.github.tachydromos.rotator.issue.PasswordIssuer;
import io.github.tachydromos.rotator.publish.NoticePublisher;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A namespace with a suite document, and a rotator that may do there exactly what its Role grants. */
final class Tenant implements AutoCloseable {
    static final String SUITE = "demo-tachydromos-suite";

    final KubernetesClient admin;
    final String namespace;
    private final Config rotatorAccess;
    private final List<Runnable> endings = new ArrayList<>();

    Tenant(ControlPlane controlPlane, String namespace) throws IOException, InterruptedException {
        this.namespace = namespace;
        Config access = controlPlane.administrator();
        admin = new KubernetesClientBuilder().withConfig(access).build();
        endings.add(admin::close);
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        admin.load(Tenant.class.getResourceAsStream("/access.yaml"))
                .inNamespace(namespace)
                .create();
        rotatorAccess = new ConfigBuilder(access)
                .withClientCertData(null)
                .withClientKeyData(null)
                .withOauthToken(admin.serviceAccounts()
                        .inNamespace(namespace)
                        .withName("cert-rotator")
                        .tokenRequest()
                        .getStatus()
                        .getToken())
                .withRequestRetryBackoffLimit(0)
                .build();
        suite(document());
    }

    static String document() throws IOException {
        try (var in = Tenant.class.getResourceAsStream("/suite.yaml")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    void suite(String document) {
        admin.configMaps()
                .inNamespace(namespace)
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(SUITE)
                        .endMetadata()
                        .addToData("suite.yaml", document)
                        .build())
                .createOr(existing -> existing.update());
    }

    NonNamespaceOperation<Secret, SecretList, Resource<Secret>> secrets() {
        return admin.secrets().inNamespace(namespace);
    }

    /** Name and resourceVersion of each Secret: what changed on the server shows here. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        secrets()
                .list()
                .getItems()
                .forEach(secret -> versions.put(
                        secret.getMetadata().getName(), secret.getMetadata().getResourceVersion()));
        return versions;
    }

    byte[] entry(String secret, String key) {
        return Base64.getDecoder()
                .decode(secrets().withName(secret).get().getData().get(key));
    }

    List<String> events() {
        return admin.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(SUITE))
                .map(event -> event.getType() + " " + event.getReason() + " " + event.getMessage())
                .toList();
    }

    Rotator rotator() {
        return rotator(InstantSource.system(), _ -> {}, new WakeUp());
    }

    /** A rotator as the program puts it together, with another clock or a hand on its connection. */
    Rotator rotator(InstantSource clock, Consumer<HttpClient.Builder> connection, WakeUp wakeUp) {
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(rotatorAccess)
                .withHttpClientBuilderConsumer(connection)
                .build();
        SuiteWatch watch = new SuiteWatch(client, namespace, SUITE, wakeUp);
        endings.addFirst(client::close);
        endings.addFirst(watch::close);
        SecureRandom random = new SecureRandom();
        var about = new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withNamespace(namespace)
                .withName(SUITE)
                .build();
        return new Rotator(
                new SuiteSource(client, namespace, SUITE),
                new SuiteReconciler(new SecretReconciler(
                        new SecretPublisher(client, namespace),
                        new CertificateIssuer(random, clock),
                        new PasswordIssuer(random),
                        clock)),
                new NoticePublisher(new EventPublisher(client, about, "cert-rotator", clock)),
                watch,
                _ -> {});
    }

    @Override
    public void close() {
        endings.forEach(Runnable::run);
    }
}
