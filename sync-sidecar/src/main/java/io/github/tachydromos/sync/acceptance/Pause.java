// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import java.io.InterruptedIOException;
import java.time.Duration;

/** The time between two looks at what takes a moment. */
final class Pause {
    private static final Duration LENGTH = Duration.ofMillis(500);

    private Pause() {}

    static void take() throws InterruptedIOException {
        try {
            Thread.sleep(LENGTH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
