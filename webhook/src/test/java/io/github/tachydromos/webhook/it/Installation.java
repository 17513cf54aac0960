// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.kube.RenderedChart;
import io.github.tachydromos.core.kube.SecretData;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.webhook.suite.SuiteDocuments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A namespace with a webhook that may do there what the chart grants, and that the API server asks. */
final class Installation implements AutoCloseable {
    static final String NAMESPACE = SuiteDocuments.NAMESPACE;
    static final int UNPROCESSABLE = 422;
    static final String SERVING = "demo-tachydromos-webhook-tls";

    final KubernetesClient admin;
    final TestPairs authority = new TestPairs();
    private final ControlPlane controlPlane;
    private WebhookProcess webhook;

    Installation(ControlPlane controlPlane) throws Exception {
        this.controlPlane = controlPlane;
        admin = new KubernetesClientBuilder()
                .withConfig(controlPlane.administrator())
                .build();
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        load(RenderedChart.manifests(NAMESPACE, "webhook/serviceaccount", "webhook/role", "webhook/rolebinding"))
                .forEach(object -> admin.resource(object).create());
    }

    /** Puts a new leaf into the serving Secret, as the cert-rotator does. */
    TlsBundle rotate() throws Exception {
        TlsBundle leaf = authority.leaf("127.0.0.1", hostAddress());
        admin.secrets()
                .inNamespace(NAMESPACE)
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(SERVING)
                        .endMetadata()
                        .withType("kubernetes.io/tls")
                        .withData(SecretData.encoded(authority.data(leaf)))
                        .build())
                .createOr(existing -> existing.update());
        return leaf;
    }

    WebhookProcess startWebhook(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("TACHYDROMOS_NAMESPACE", NAMESPACE);
        settings.put("TACHYDROMOS_SUITE", SuiteDocuments.NAME);
        settings.put("TACHYDROMOS_SERVING", SERVING);
        webhook = WebhookProcess.start(webhooksKubeconfig(), settings);
        return webhook;
    }

    /** What the chart registers, with the caBundle that the cert-rotator fills in; waits until the API server asks. */
    void register() throws Exception {
        register(registration());
    }

    /** The same under a name of this machine, for a cert-rotator that fills in the caBundle. */
    void registerAt(String host) throws Exception {
        register(
                registration(new WebhookClientConfigBuilder().withUrl(url(host)).build()));
    }

    private void register(ValidatingWebhookConfiguration registration) throws Exception {
        admin.resource(registration).serverSideApply();
        Eventually.soon("the API server asks the webhook", () -> {
            try {
                suites().resource(suite(SuiteDocuments.bad())).dryRun().create();
                return false;
            } catch (KubernetesClientException e) {
                return e.getCode() == UNPROCESSABLE;
            }
        });
    }

    /** The chart's own but for the address: no Service leads to a process of this machine. */
    ValidatingWebhookConfiguration registration() throws IOException, InterruptedException {
        return registration(new WebhookClientConfigBuilder()
                .withUrl(url(hostAddress()))
                .withCaBundle(Base64.getEncoder().encodeToString(authority.pem().getBytes(UTF_8)))
                .build());
    }

    private String url(String host) {
        return "https://" + host + ":" + webhook.port() + "/validate";
    }

    private ValidatingWebhookConfiguration registration(WebhookClientConfig client)
            throws IOException, InterruptedException {
        var registration = (ValidatingWebhookConfiguration)
                load(RenderedChart.manifests(NAMESPACE, "webhook/validatingwebhookconfiguration"))
                        .getFirst();
        registration.getWebhooks().forEach(webhook -> webhook.setClientConfig(client));
        return registration;
    }

    private List<HasMetadata> load(String manifests) {
        return admin.load(new ByteArrayInputStream(manifests.getBytes(UTF_8))).items();
    }

    NonNamespaceOperation<ConfigMap, ConfigMapList, Resource<ConfigMap>> suites() {
        return admin.configMaps().inNamespace(NAMESPACE);
    }

    /** The ConfigMap as the chart renders it. */
    static ConfigMap suite(String document) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(SuiteDocuments.NAME)
                .withNamespace(NAMESPACE)
                .addToLabels("tachydromos.io/config", "suite")
                .addToLabels("tachydromos.io/schema", "1")
                .endMetadata()
                .addToData("suite.yaml", document)
                .build();
    }

    /** Where the API server, which is in a container, finds this machine. */
    String hostAddress() {
        return controlPlane.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .map(network -> network.getGateway())
                .findFirst()
                .orElseThrow();
    }

    Path administratorsKubeconfig() throws IOException, InterruptedException {
        Config access = controlPlane.administrator();
        return kubeconfig(
                access,
                "client-certificate-data: \"" + access.getClientCertData() + "\", client-key-data: \""
                        + access.getClientKeyData() + "\"");
    }

    private Path webhooksKubeconfig() throws IOException, InterruptedException {
        String token = admin.serviceAccounts()
                .inNamespace(NAMESPACE)
                .withName("demo-tachydromos-webhook")
                .tokenRequest()
                .getStatus()
                .getToken();
        return kubeconfig(controlPlane.administrator(), "token: \"" + token + "\"");
    }

    private static Path kubeconfig(Config access, String user) throws IOException {
        String text = """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: control, user: test}}]
                clusters: [{name: control, cluster: {server: "%s", certificate-authority-data: "%s"}}]
                users: [{name: test, user: {%s}}]
                """.formatted(access.getMasterUrl(), access.getCaCertData(), user);
        return Files.writeString(Files.createTempFile("webhook", ".kubeconfig"), text);
    }

    @Override
    public void close() {
        if (webhook != null) {
            webhook.close();
        }
        admin.close();
    }
}
