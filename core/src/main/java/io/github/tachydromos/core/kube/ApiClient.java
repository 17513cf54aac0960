// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** The client of the API server as every program uses it: it gives up soon, and takes little memory. */
public final class ApiClient {
    private static final int REQUEST_TIMEOUT_MS = 10_000;

    /** Whoever asks tries again by himself; the client need not do so for minutes. */
    private static final int RETRIES = 2;

    /**
     * What a watch may bring; another kind would come as an object of no type. Left alone, the client would load the
     * classes of every kind there is, 600 of them.
     */
    private static final List<Class<? extends KubernetesResource>> WATCHED =
            List.of(ConfigMap.class, Secret.class, ValidatingWebhookConfiguration.class, Status.class);

    private ApiClient() {}

    /** A client for the place where the program runs: a pod, or whatever KUBECONFIG names. */
    public static KubernetesClient connect() {
        return builder(new ConfigBuilder(Config.autoConfigure(null))
                        .withRequestTimeout(REQUEST_TIMEOUT_MS)
                        .withRequestRetryBackoffLimit(RETRIES)
                        .build())
                .build();
    }

    /** The same client with access and patience of the caller's. */
    public static KubernetesClientBuilder builder(Config access) {
        Config config = new ConfigBuilder(access)
                // Each watch has a connection of its own, by WebSocket too: these need less code for it.
                .withOnlyHttpWatches(true)
                .withHttp2Disable(true)
                .build();
        KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
        WATCHED.forEach(serialization::registerKubernetesResource);
        return new KubernetesClientBuilder().withConfig(config).withKubernetesSerialization(serialization);
    }
}
