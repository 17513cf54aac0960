// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.health;

import io.github.tachydromos.rotator.reconcile.Rotator;
import io.github.tachydromos.rotator.reconcile.RotatorStatus;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Ready means that every Secret of the suite exists; the detail names what is wrong even then. */
@Singleton
@Readiness
final class RotatorReadiness implements HealthIndicator {
    private final Rotator rotator;

    RotatorReadiness(Rotator rotator) {
        this.rotator = rotator;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        RotatorStatus status = rotator.status();
        return Publishers.just(HealthResult.builder("secrets")
                .status(status.complete() ? HealthStatus.UP : HealthStatus.DOWN)
                .details(status.details())
                .build());
    }
}
