// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync;

import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tachydromos.core.kube.ApiClient;
import io.github.tachydromos.core.kube.EventPublisher;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The beans that are not ours. */
@Factory
final class SyncFactory {
    @Singleton
    @Bean(preDestroy = "close")
    KubernetesClient client() {
        return ApiClient.connect();
    }

    /** Events stand at the suite document: that is what its author looks at. */
    @Singleton
    EventPublisher events(KubernetesClient client, SyncSettings settings, InstantSource clock) {
        var suite = new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withNamespace(settings.namespace())
                .withName(settings.suite())
                .build();
        return new EventPublisher(client, suite, "sync-sidecar/" + settings.pod(), clock);
    }
}
