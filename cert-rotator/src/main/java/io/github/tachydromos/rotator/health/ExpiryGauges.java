// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.health;

import io.github.tachydromos.rotator.reconcile.RotatorStatus;
import io.github.tachydromos.rotator.reconcile.StatusListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Instant;

/** {@code tachydromos_certificate_not_after_seconds{secret="..."}}: alert on it minus {@code time()}. */
@Singleton
final class ExpiryGauges implements StatusListener {
    private final MultiGauge gauge;

    ExpiryGauges(MeterRegistry registry) {
        gauge = MultiGauge.builder("tachydromos.certificate.not.after")
                .description("End of the certificate in a Secret, in seconds since 1970")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void changed(RotatorStatus status) {
        gauge.register(
                status.notAfter().entrySet().stream()
                        .map(end -> Row.of(Tags.of("secret", end.getKey()), end.getValue(), Instant::getEpochSecond))
                        .toList(),
                true);
    }
}
