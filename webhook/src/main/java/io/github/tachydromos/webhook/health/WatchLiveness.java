// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.health;

import io.github.tachydromos.webhook.cluster.ReleaseWatch;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Alive means that the watches run; whether the API server answers is no reason for a restart. */
@Singleton
@Liveness
final class WatchLiveness implements HealthIndicator {
    private final ReleaseWatch watch;

    WatchLiveness(ReleaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("watches")
                .status(watch.isAlive() ? HealthStatus.UP : HealthStatus.DOWN)
                .build());
    }
}
