// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.health;

import io.github.tachydromos.rotator.cluster.Leadership;
import io.github.tachydromos.rotator.cluster.Leadership.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/** {@code tachydromos_rotator_leader}: 1 in the replica that writes. Its sum over the replicas is never above 1. */
@Context
final class LeaderGauge {

    LeaderGauge(MeterRegistry registry, Leadership leadership) {
        Gauge.builder("tachydromos.rotator.leader", leadership, held -> held.role() == Role.LEADING ? 1 : 0)
                .description("1 if this replica leads")
                .register(registry);
    }
}
