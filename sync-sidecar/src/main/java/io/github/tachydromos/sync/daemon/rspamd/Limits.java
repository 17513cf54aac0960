// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.render.Template;
import java.time.Duration;

/**
 * All that {@code options.inc} may mention: how large a mail is scanned, and for how long.
 *
 * @param scanSeconds below the 120 s of the worker and the 300 s that Postfix waits
 */
record Limits(int messageMb, long scanSeconds) implements Template {
    /** The largest mail that Postfix takes, with the headers that it adds. */
    private static final int MARGIN_MB = 1;

    private static final Duration SCAN = Duration.ofSeconds(30);
    private static final Duration MARGIN = Duration.ofSeconds(30);

    static Limits of(Suite suite) {
        Duration scan = suite.clamav().enabled() ? Clamd.PATIENCE.plus(MARGIN) : SCAN;
        return new Limits(suite.postfix().messageSizeLimitMb() + MARGIN_MB, scan.toSeconds());
    }

    @Override
    public String path() {
        return "rspamd/options.inc";
    }
}
