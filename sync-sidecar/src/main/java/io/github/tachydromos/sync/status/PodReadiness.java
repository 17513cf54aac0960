// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.status;

import io.github.tachydromos.sync.Sidecar;
import io.github.tachydromos.sync.forget.Backlog;
import io.github.tachydromos.sync.forget.ForgetLoop;
import io.github.tachydromos.sync.reconcile.DaemonLoop;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ready means that this pod's daemons work. A refused document, a missing Secret, a directory or a companion that
 * is away are told in the body and do not make the pod unready: what it last applied serves.
 */
@Singleton
@Readiness
final class PodReadiness extends AbstractHealthIndicator<Map<String, Object>> {
    private final Sidecar sidecar;

    PodReadiness(Sidecar sidecar) {
        this.sidecar = sidecar;
    }

    @Override
    public String getName() {
        return "mail";
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        boolean works = sidecar.loops().stream().allMatch(loop -> loop.report().works());
        healthStatus = works ? HealthStatus.UP : HealthStatus.DOWN;
        var details = new TreeMap<String, Object>();
        for (DaemonLoop loop : sidecar.loops()) {
            details.put(loop.name(), loop.report().details());
        }
        var away = new TreeMap<String, Object>();
        sidecar.loops().stream()
                .filter(loop -> !loop.away().isEmpty())
                .forEach(loop -> away.put(loop.name(), loop.away()));
        if (!away.isEmpty()) {
            details.put("away", away);
        }
        var directory = sidecar.directory();
        details.put(
                "directory",
                Map.of(
                        "connected",
                        directory.connected(),
                        "since",
                        directory.since().toString(),
                        "reason",
                        directory.reason()));
        details.put("suiteRefused", sidecar.snapshot().refusal());
        details.put("suiteWarnings", sidecar.snapshot().warnings());
        var unforgotten = unforgotten();
        if (!unforgotten.isEmpty()) {
            details.put("unforgotten", unforgotten);
        }
        return details;
    }

    /** Per daemon, of how many logins it may still remember something old, since when and why. */
    private Map<String, Object> unforgotten() {
        var unforgotten = new TreeMap<String, Object>();
        for (ForgetLoop loop : sidecar.forgetting()) {
            Backlog backlog = loop.backlog();
            if (backlog.logins() > 0) {
                unforgotten.put(
                        loop.name(),
                        Map.of(
                                "logins",
                                backlog.logins(),
                                "since",
                                backlog.since().toString(),
                                "reason",
                                backlog.reason()));
            }
        }
        return unforgotten;
    }
}
