// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.forget;

import java.time.Instant;

/**
 * What a daemon would not forget so far, for readiness and metrics.
 *
 * @param logins of how many logins it may still remember something old
 * @param since when it was first told of the oldest of them
 * @param reason what it answered last; empty if there are none
 */
public record Backlog(int logins, Instant since, String reason) {

    static final Backlog NONE = new Backlog(0, Instant.EPOCH, "");
}
