// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import io.github.tachydromos.sync.daemon.Probe;
import java.util.Set;

/**
 * One thing to try.
 *
 * @param needs what must answer for it: with that away its own failure would say nothing
 */
record Trial(String name, Set<Service> needs, Probe.Look look) {
    Trial {
        needs = Set.copyOf(needs);
    }
}
