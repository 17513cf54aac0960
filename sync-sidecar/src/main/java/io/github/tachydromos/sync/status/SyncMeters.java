// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.status;

import io.github.tachydromos.sync.Sidecar;
import io.github.tachydromos.sync.forget.Backlog;
import io.github.tachydromos.sync.forget.ForgetLoop;
import io.github.tachydromos.sync.reconcile.DaemonLoop;
import io.github.tachydromos.sync.reconcile.PortCertificate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Gauges of each daemon, the directory and the suite document. */
@Singleton
final class SyncMeters implements MeterBinder {
    private final Sidecar sidecar;
    private final InstantSource clock;

    SyncMeters(Sidecar sidecar, InstantSource clock) {
        this.sidecar = sidecar;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (DaemonLoop loop : sidecar.loops()) {
            Gauge.builder("tachydromos.generation", loop, l -> l.report().generation())
                    .description("the daemon's last-known-good generation, 0 if there is none")
                    .tag("daemon", loop.name())
                    .register(registry);
            Gauge.builder("tachydromos.degraded", loop, l -> l.report().degraded() ? 1 : 0)
                    .description("1 while the daemon runs on something else than what is wanted")
                    .tag("daemon", loop.name())
                    .register(registry);
            Gauge.builder("tachydromos.works", loop, l -> l.report().works() ? 1 : 0)
                    .description("1 while every probe of the daemon passes")
                    .tag("daemon", loop.name())
                    .register(registry);
        }
        for (DaemonLoop loop : sidecar.loops()) {
            loop.tlsPorts().forEach(port -> certificate(registry, loop, port));
            loop.companions().forEach(companion -> companion(registry, loop, companion));
            Gauge.builder(
                            "tachydromos.secret.refused",
                            loop,
                            l -> l.report().secrets().refused().size())
                    .description("faults of a Secret that is not fit to be served, 0 if all are")
                    .tag("daemon", loop.name())
                    .register(registry);
        }
        for (ForgetLoop loop : sidecar.forgetting()) {
            Gauge.builder("tachydromos.unforgotten", loop, l -> l.backlog().logins())
                    .description("logins of which the daemon may still remember something old")
                    .tag("daemon", loop.name())
                    .register(registry);
            Gauge.builder("tachydromos.unforgotten.age", loop, l -> age(l.backlog()))
                    .description("seconds since the oldest of them changed, 0 if there is none")
                    .baseUnit("seconds")
                    .tag("daemon", loop.name())
                    .register(registry);
        }
        Gauge.builder(
                        "tachydromos.directory.connected",
                        sidecar,
                        s -> s.directory().connected() ? 1 : 0)
                .description("1 while changes of the directory are followed")
                .register(registry);
        Gauge.builder("tachydromos.directory.held", sidecar, s -> s.directory().held() ? 1 : 0)
                .description("1 while a refresh that would remove too many accounts is held")
                .register(registry);
        Gauge.builder(
                        "tachydromos.suite.refused",
                        sidecar,
                        s -> s.snapshot().refusal().size())
                .description("findings of the suite document that was refused, 0 if it was accepted")
                .register(registry);
    }

    private static void companion(MeterRegistry registry, DaemonLoop loop, String companion) {
        Gauge.builder("tachydromos.companion.works", loop, l -> l.away().containsKey(companion) ? 0 : 1)
                .description("0 while the daemon works without what it has beside it")
                .tag("daemon", loop.name())
                .tag("companion", companion)
                .register(registry);
    }

    private static void certificate(MeterRegistry registry, DaemonLoop loop, int port) {
        Gauge.builder(
                        "tachydromos.tls.matches",
                        loop,
                        l -> served(l, port)
                                .map(certificate -> certificate.matches() ? 1.0 : 0.0)
                                .orElse(0.0))
                .description("1 if the port was last seen to serve the mail certificate that it should")
                .tag("port", String.valueOf(port))
                .register(registry);
        Gauge.builder(
                        "tachydromos.tls.not.after",
                        loop,
                        l -> served(l, port)
                                .map(certificate ->
                                        (double) certificate.notAfter().getEpochSecond())
                                .orElse(0.0))
                .description(
                        "when the certificate that the port serves expires, as seconds since 1970; 0 if none is served")
                .baseUnit("seconds")
                .tag("port", String.valueOf(port))
                .register(registry);
    }

    private static Optional<PortCertificate> served(DaemonLoop loop, int port) {
        return Optional.ofNullable(loop.report().secrets().certificates().get(port));
    }

    private double age(Backlog backlog) {
        return backlog.logins() == 0
                ? 0
                : Duration.between(backlog.since(), clock.instant()).toMillis() / 1000.0;
    }
}
