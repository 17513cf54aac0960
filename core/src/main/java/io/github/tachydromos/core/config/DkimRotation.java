// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.time.Duration;
import java.util.List;

/**
 * How another selector comes to sign.
 *
 * @param asked keys of a changed selector are made; without it the selector of the Secret goes on
 * @param watchedDomains once all of them show its records in DNS it signs by itself; empty: it waits for an acknowledgement
 * @param overlap how long the keys before stay, for mail that is under way
 */
public record DkimRotation(boolean asked, List<String> watchedDomains, Duration overlap) {
    public DkimRotation {
        watchedDomains = List.copyOf(watchedDomains);
    }
}
