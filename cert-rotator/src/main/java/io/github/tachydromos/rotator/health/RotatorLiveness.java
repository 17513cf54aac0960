// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.health;

import io.github.tachydromos.rotator.cluster.Leadership;
import io.github.tachydromos.rotator.reconcile.RotatorLoop;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Alive means that loop and election run; whether the API server answers is no reason for a restart. */
@Singleton
@Liveness
final class RotatorLiveness implements HealthIndicator {
    private final RotatorLoop loop;
    private final Leadership leadership;

    RotatorLiveness(RotatorLoop loop, Leadership leadership) {
        this.loop = loop;
        this.leadership = leadership;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("loop")
                .status(loop.isAlive() && leadership.isAlive() ? HealthStatus.UP : HealthStatus.DOWN)
                .build());
    }
}
