// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.health;

import io.github.tachydromos.webhook.serving.ServingCertificate;
import io.github.tachydromos.webhook.serving.ServingStatus;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;

/** Ready means that the server has a certificate which the API server may accept now. */
@Singleton
@Readiness
final class ServingReadiness implements HealthIndicator {
    private final ServingCertificate certificate;
    private final InstantSource clock;

    ServingReadiness(ServingCertificate certificate, InstantSource clock) {
        this.certificate = certificate;
        this.clock = clock;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        ServingStatus status = certificate.status();
        Optional<Instant> notAfter =
                status.leaf().map(leaf -> leaf.getNotAfter().toInstant());
        boolean valid = notAfter.map(end -> clock.instant().isBefore(end)).orElse(false);
        Map<String, String> details = new LinkedHashMap<>();
        notAfter.ifPresent(end -> details.put("notAfter", end.toString()));
        status.fault().ifPresent(fault -> details.put("fault", fault));
        return Publishers.just(HealthResult.builder("serving")
                .status(valid ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build());
    }
}
