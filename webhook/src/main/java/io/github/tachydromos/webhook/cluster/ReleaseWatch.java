// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.github.tachydromos.core.kube.ObjectWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Watches the two objects that the program reads, each by name, as the Role allows no more. */
public record ReleaseWatch(List<Thread> threads) implements AutoCloseable {
    private static final Duration RELIST = Duration.ofMinutes(5);

    public ReleaseWatch {
        threads = List.copyOf(threads);
    }

    /** Begins at once; each consumer is called on a thread of its own. */
    public static ReleaseWatch start(
            Resource<ConfigMap> suite,
            Consumer<Optional<ConfigMap>> suites,
            Resource<Secret> serving,
            Consumer<Optional<Secret>> certificates) {
        return new ReleaseWatch(
                List.of(watch("serving Secret", serving, certificates), watch("suite ConfigMap", suite, suites)));
    }

    private static <T extends HasMetadata> Thread watch(
            String name, Resource<T> object, Consumer<Optional<T>> consumer) {
        return new ObjectWatch<>(name, object, consumer, RELIST).start();
    }

    /** False once it would not notice a change any more. */
    public boolean isAlive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
