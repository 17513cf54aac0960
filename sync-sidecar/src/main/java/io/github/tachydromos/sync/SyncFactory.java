// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync;

import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.tachydromos.core.kube.EventPublisher;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The beans that are not ours. */
@Factory
final class SyncFactory {
    private static final int REQUEST_TIMEOUT_MS = 10_000;

    /** Whoever asks tries again by himself; the client need not do so for minutes. */
    private static final int RETRIES = 2;

    @Singleton
    @Bean(preDestroy = "close")
    KubernetesClient client() {
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withRequestTimeout(REQUEST_TIMEOUT_MS)
                .withRequestRetryBackoffLimit(RETRIES)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
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
