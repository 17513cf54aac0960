// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A ConfigMap with DNS records for people (and programs of theirs) to publish. */
public final class RecordsPublisher {
    private final KubernetesClient client;
    private final String namespace;
    private final WritePermit permit;

    public RecordsPublisher(KubernetesClient client, String namespace, WritePermit permit) {
        this.client = client;
        this.namespace = namespace;
        this.permit = permit;
    }

    /** False if it says so already. */
    public boolean publish(String name, Map<String, String> records, String instance) {
        ConfigMap observed = object(name).get();
        if (observed == null) {
            permit.demand();
            client.configMaps()
                    .inNamespace(namespace)
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .addToLabels(SecretPublisher.MANAGED_BY, SecretPublisher.ROTATOR)
                            .addToLabels(SecretPublisher.INSTANCE, instance)
                            .endMetadata()
                            .withData(records)
                            .build())
                    .create();
            return true;
        }
        Map<String, String> told = Optional.ofNullable(observed.getData()).orElse(Map.of());
        if (told.equals(records)) {
            return false;
        }
        permit.demand();
        Map<String, @Nullable String> change = new HashMap<>();
        told.keySet().forEach(record -> change.put(record, null)); // RFC 7396: null takes it away
        change.putAll(records);
        object(name)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withResourceVersion(observed.getMetadata().getResourceVersion())
                                .endMetadata()
                                .withData(change)
                                .build());
        return true;
    }

    private Resource<ConfigMap> object(String name) {
        return client.configMaps().inNamespace(namespace).withName(name);
    }
}
