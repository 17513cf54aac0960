// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.IOException;
import java.util.OptionalLong;

/** The fixed verbs that a daemon's container answers. An {@link IOException} means that it cannot be reached. */
public interface DaemonControl {

    /** Judges a staged generation with the daemon's own binaries; the running one is not touched. */
    Answer check(long generation) throws IOException;

    /** Makes a checked generation the daemon's configuration; starts the daemon if it does not run yet. */
    Answer promote(long generation) throws IOException;

    /** Takes over the promoted configuration; sessions go on. */
    Answer reload() throws IOException;

    /** Stops and starts the daemon; sessions end. */
    Answer restart() throws IOException;

    /** Looks from the daemon's container at what it has beside it; its output says what is wrong. */
    Answer look() throws IOException;

    /** What the daemon's container runs. */
    Status status() throws IOException;

    /** A tool's exit code and what it printed. */
    record Answer(int exitCode, String output) {
        public boolean passed() {
            return exitCode == 0;
        }
    }

    /** The promoted generation of the container, if any, and whether the daemon runs. */
    record Status(OptionalLong generation, boolean running) {}
}
