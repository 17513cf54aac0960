// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import java.io.IOException;

/** Removes what a benchmark has made, as a close() may do it: an interrupt stays one. */
interface Cleanup {
    void run() throws Exception;

    static void of(String what, Cleanup work) throws IOException {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(what + ": interrupted before they were removed", e);
        } catch (Exception e) {
            throw new IOException(what + ": not removed: " + e.getMessage(), e);
        }
    }
}
