// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.tachydromos.rotator.policy.Certificates;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The webhook configuration of a tenant, as Helm and other people handle it. */
record WebhookConfiguration(KubernetesClient admin, String namespace) {
    String name() {
        return "demo-tachydromos-webhook." + namespace;
    }

    Resource<ValidatingWebhookConfiguration> object() {
        return admin.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(name());
    }

    /** As Helm 4 installs and upgrades: server-side apply. */
    void apply(String manifest) {
        admin.resource(Serialization.unmarshal(manifest, ValidatingWebhookConfiguration.class))
                .fieldManager("helm")
                .serverSideApply();
    }

    void delete() {
        object().delete();
    }

    ValidatingWebhookConfiguration get() {
        return object().get();
    }

    /** The authorities that each entry believes. */
    Map<String, List<X509Certificate>> believed() {
        return get().getWebhooks().stream()
                .collect(Collectors.toMap(ValidatingWebhook::getName, WebhookConfiguration::caBundle));
    }

    private static List<X509Certificate> caBundle(ValidatingWebhook entry) {
        return Optional.ofNullable(entry.getClientConfig().getCaBundle())
                .map(text -> Certificates.read(Base64.getDecoder().decode(text)))
                .orElse(List.of());
    }
}
