// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.tachydromos.core.kube.SecretData;
import io.github.tachydromos.rotator.policy.ObservedSecret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes single Secrets by name. A write that meets somebody else's fails with 409 and changes nothing.
 * Secrets get no owner: an uninstall must not destroy keys and passwords.
 */
public final class SecretPublisher {
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String INSTANCE = "app.kubernetes.io/instance";
    static final String ISSUED_BY = "tachydromos.io/issued-by";
    static final String ROTATOR = "cert-rotator";

    private final KubernetesClient client;
    private final String namespace;
    private final WritePermit permit;

    public SecretPublisher(KubernetesClient client, String namespace, WritePermit permit) {
        this.client = client;
        this.namespace = namespace;
        this.permit = permit;
    }

    public Optional<ObservedSecret> find(String name) {
        return Optional.ofNullable(secrets().withName(name).get()).map(SecretPublisher::observed);
    }

    /** Creates it where it was not observed, else changes the named entries of just that observed version. */
    public void publish(WantedSecret wanted, Optional<ObservedSecret> observed, String instance) {
        permit.demand();
        if (observed.isPresent()) {
            change(wanted, observed.get());
        } else {
            create(wanted, instance);
        }
    }

    private void create(WantedSecret wanted, String instance) {
        secrets()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(wanted.name())
                        .addToLabels(MANAGED_BY, ROTATOR)
                        .addToLabels(INSTANCE, instance)
                        .addToLabels(ISSUED_BY, ROTATOR)
                        .addToAnnotations(wanted.annotations())
                        .endMetadata()
                        .withType(wanted.type())
                        .withData(SecretData.encoded(wanted.data()))
                        .build())
                .create();
    }

    private void change(WantedSecret wanted, ObservedSecret observed) {
        Map<String, @Nullable String> data = new HashMap<>(SecretData.encoded(wanted.data()));
        wanted.withdrawn().forEach(entry -> data.put(entry, null)); // RFC 7396: null takes it away
        Secret change = new SecretBuilder()
                .withNewMetadata()
                .withName(wanted.name())
                .withResourceVersion(observed.version().resourceVersion())
                .addToAnnotations(wanted.annotations())
                .endMetadata()
                .withData(data)
                .build();
        secrets().withName(wanted.name()).patch(PatchContext.of(PatchType.JSON_MERGE), change);
    }

    private NonNamespaceOperation<Secret, ?, Resource<Secret>> secrets() {
        MixedOperation<Secret, ?, Resource<Secret>> all = client.secrets();
        return all.inNamespace(namespace);
    }

    private static ObservedSecret observed(Secret secret) {
        var metadata = secret.getMetadata();
        return new ObservedSecret(
                metadata.getName(),
                ROTATOR.equals(Optional.ofNullable(metadata.getLabels())
                        .orElse(Map.of())
                        .get(ISSUED_BY)),
                Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of()),
                SecretData.of(secret),
                new ObservedSecret.Version(metadata.getUid(), metadata.getResourceVersion()));
    }
}
