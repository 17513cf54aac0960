// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.health;

import io.github.tachydromos.rotator.policy.MailDecision.Use;
import io.github.tachydromos.rotator.reconcile.RotatorStatus;
import io.github.tachydromos.rotator.reconcile.StatusListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * {@code tachydromos_certificate_not_after_seconds{secret="..."}}: alert on it minus {@code time()}; and
 * {@code tachydromos_certificate_source{secret="...",state="..."}}, 1 for the state that the source is in.
 */
@Singleton
final class CertificateGauges implements StatusListener {
    private final MultiGauge notAfter;
    private final MultiGauge source;

    CertificateGauges(MeterRegistry registry) {
        notAfter = MultiGauge.builder("tachydromos.certificate.not.after")
                .description("End of the certificate in a Secret, in seconds since 1970")
                .baseUnit("seconds")
                .register(registry);
        source = MultiGauge.builder("tachydromos.certificate.source")
                .description("What became of the certificate that is to be shared with mail: 1 for its state")
                .register(registry);
    }

    @Override
    public void changed(RotatorStatus status) {
        notAfter.register(
                status.notAfter().entrySet().stream()
                        .map(end -> Row.of(Tags.of("secret", end.getKey()), end.getValue(), Instant::getEpochSecond))
                        .toList(),
                true);
        source.register(
                status.source().entrySet().stream()
                        .flatMap(found -> Arrays.stream(Use.values())
                                .map(state -> Row.of(
                                        Tags.of("secret", found.getKey(), "state", word(state)),
                                        state == found.getValue() ? 1 : 0)))
                        .toList(),
                true);
    }

    private static String word(Use use) {
        return use.name().toLowerCase(Locale.ROOT);
    }
}
