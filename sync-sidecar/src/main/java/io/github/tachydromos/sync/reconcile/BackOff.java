// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import java.time.Duration;

/** Doubling delays between {@code first} and {@code cap}. */
record BackOff(Duration first, Duration cap) {

    /** The delay after the given number of attempts, counted from 1. */
    Duration after(int attempts) {
        Duration delay = first.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
        return delay.compareTo(cap) < 0 ? delay : cap;
    }
}
