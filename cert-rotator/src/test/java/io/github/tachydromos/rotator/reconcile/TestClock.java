// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The real time, until somebody goes on from there. */
final class TestClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    void goOn(Duration time) {
        ahead = ahead.plus(time);
    }
}
