// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** The ConfigMap that holds the suite document. */
public record SuiteSource(KubernetesClient client, String namespace, String name) {

    public Optional<ConfigMap> find() {
        return Optional.ofNullable(
                client.configMaps().inNamespace(namespace).withName(name).get());
    }
}
