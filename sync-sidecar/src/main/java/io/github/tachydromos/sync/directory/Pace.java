// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import java.time.Duration;

/**
 * How often things are tried.
 *
 * @param heartbeat how often a silent connection is asked whether it lives and whether it missed something
 * @param firstRetry the wait after a first failure; it doubles with each further one
 * @param lastRetry the longest wait
 */
public record Pace(Duration heartbeat, Duration firstRetry, Duration lastRetry) {
    public static final Pace NORMAL = new Pace(Duration.ofSeconds(15), Duration.ofMillis(200), Duration.ofSeconds(30));

    /** The wait after so many failures in a row. */
    Duration retry(int failures) {
        Duration wait = firstRetry;
        for (int i = 1; i < failures && wait.compareTo(lastRetry) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(lastRetry) < 0 ? wait : lastRetry;
    }
}
