// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.health;

import io.github.tachydromos.core.finding.Verdict.Allowed;
import io.github.tachydromos.core.finding.Verdict.Denied;
import io.github.tachydromos.webhook.admission.AdmissionRequest;
import io.github.tachydromos.webhook.admission.ReviewListener;
import io.github.tachydromos.webhook.admission.Ruling;
import io.github.tachydromos.webhook.admission.Ruling.Judged;
import io.github.tachydromos.webhook.admission.Ruling.NotOurs;
import io.github.tachydromos.webhook.serving.ServingCertificate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * {@code tachydromos_admission_seconds{verdict="..."}}: how many reviews ended how, and how long they took. {@code
 * tachydromos_certificate_not_after_seconds{secret="serving"}}: alert on it minus {@code time()}; NaN is none.
 */
@Singleton
final class WebhookMeters implements ReviewListener {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofSeconds(1)
    };

    private final MeterRegistry registry;

    WebhookMeters(MeterRegistry registry, ServingCertificate certificate) {
        this.registry = registry;
        Gauge.builder("tachydromos.certificate.not.after", certificate, WebhookMeters::notAfter)
                .description("End of the certificate in a Secret, in seconds since 1970")
                .baseUnit("seconds")
                .tag("secret", ServingCertificate.NAME)
                .register(registry);
    }

    @Override
    public void reviewed(AdmissionRequest request, Ruling ruling, Duration took) {
        timer(
                        switch (ruling) {
                            case NotOurs() -> "not-ours";
                            case Judged(Allowed _) -> "allowed";
                            case Judged(Denied _) -> "denied";
                        })
                .record(took);
    }

    @Override
    public void malformed(String reason) {
        timer("malformed").record(Duration.ZERO);
    }

    private Timer timer(String verdict) {
        return Timer.builder("tachydromos.admission")
                .description("Reviews of objects of the release")
                .tag("verdict", verdict)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static double notAfter(ServingCertificate certificate) {
        return certificate
                .status()
                .leaf()
                .map(leaf -> (double) leaf.getNotAfter().toInstant().getEpochSecond())
                .orElse(Double.NaN);
    }
}
