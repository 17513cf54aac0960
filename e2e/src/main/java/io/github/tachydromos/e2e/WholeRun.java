// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run of "make demo" from its first second on, of which this program is the last part. */
record WholeRun(Instant start, boolean builtSomething) {
    private static final Duration AGAIN = Duration.ofMinutes(3);

    /** Empty if make did not say when it began. */
    static Optional<WholeRun> ofMake() throws IOException {
        String seconds = System.getenv("TACHYDROMOS_STARTED");
        if (seconds == null) {
            return Optional.empty();
        }
        Instant start = Instant.ofEpochSecond(Long.parseLong(seconds));
        Path packaged = Workspace.find().path("target/packaged");
        return Optional.of(new WholeRun(
                start, Files.getLastModifiedTime(packaged).toInstant().isAfter(start)));
    }

    Check.Result again() {
        double seconds = seconds();
        return new Check.Result(
                "make demo again, with everything built",
                "at most " + AGAIN.toSeconds() + " s",
                "ended after " + seconds + " s",
                seconds,
                seconds <= AGAIN.toSeconds());
    }

    String summary() {
        return "make demo took " + Math.round(seconds()) + " s in all";
    }

    private double seconds() {
        return Duration.between(start, Instant.now()).toMillis() / 1000.0;
    }
}
