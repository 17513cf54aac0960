// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.github.tachydromos.core.kube.ObjectWatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Watches the suite's ConfigMap and the objects it names, each by name, as the Role allows no more. A change only wakes the loop, which reads for itself: a watch that is late, lost or repeated can delay a pass, never mislead it.
 */
public final class SuiteWatch implements AutoCloseable {
    private static final Duration RELIST = Duration.ofMinutes(5);

    private final KubernetesClient client;
    private final String namespace;
    private final WakeUp wakeUp;
    private final Thread suite;
    private final Map<String, Thread> secrets = new HashMap<>();
    private final Map<String, Thread> configurations = new HashMap<>();

    public SuiteWatch(KubernetesClient client, String namespace, String suite, WakeUp wakeUp) {
        this.client = client;
        this.namespace = namespace;
        this.wakeUp = wakeUp;
        this.suite = started(suite, client.configMaps().inNamespace(namespace).withName(suite));
    }

    /** From here on exactly these objects are watched. */
    public void follow(Set<String> secretNames, Optional<String> webhookConfiguration) {
        follow(
                secrets,
                secretNames,
                name -> client.secrets().inNamespace(namespace).withName(name));
        follow(
                configurations,
                webhookConfiguration.map(Set::of).orElse(Set.of()),
                name -> client.admissionRegistration()
                        .v1()
                        .validatingWebhookConfigurations()
                        .withName(name));
    }

    private <T extends HasMetadata> void follow(
            Map<String, Thread> watches, Set<String> names, Function<String, Resource<T>> object) {
        watches.entrySet().removeIf(watched -> {
            boolean unwanted = !names.contains(watched.getKey());
            if (unwanted) {
                watched.getValue().interrupt();
            }
            return unwanted;
        });
        names.forEach(name -> watches.computeIfAbsent(name, _ -> started(name, object.apply(name))));
    }

    @Override
    public void close() {
        suite.interrupt();
        secrets.values().forEach(Thread::interrupt);
        configurations.values().forEach(Thread::interrupt);
    }

    private <T extends HasMetadata> Thread started(String name, Resource<T> object) {
        return new ObjectWatch<>(name, object, new Changes<T>(wakeUp, new AtomicReference<>("")), RELIST).start();
    }

    /** The watch also tells what has not changed; that need not wake anybody. */
    private record Changes<T extends HasMetadata>(WakeUp wakeUp, AtomicReference<String> lastVersion)
            implements Consumer<Optional<T>> {
        @Override
        public void accept(Optional<T> object) {
            String version = object.map(present -> present.getMetadata().getResourceVersion())
                    .orElse("");
            if (!version.equals(lastVersion.getAndSet(version))) {
                wakeUp.ask();
            }
        }
    }
}
