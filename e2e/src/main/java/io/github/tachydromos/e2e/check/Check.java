// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.check;

import java.time.Duration;
import java.util.Objects;

/** One promise of the suite, and how to see whether it holds. */
public record Check(String name, String expected, Look look) {
    /** Looks at the real thing. An exception means that the check could not be done, which counts as failed. */
    public interface Look {
        Seen look() throws Exception;
    }

    /** A row of the table and of report.json. */
    public record Result(String check, String expected, String observed, double seconds, boolean pass) {}

    public Result run() {
        long start = System.nanoTime();
        Seen seen = seen();
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        return new Result(name, expected, seen.observed(), seconds, seen.pass());
    }

    private Seen seen() {
        try {
            return look.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Seen.fail("interrupted");
        } catch (Exception | AssertionError e) {
            return Seen.fail(Objects.toString(e.getMessage(), e.toString()));
        }
    }
}
