// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.config.FrontSettings.Mode;
import io.github.tachydromos.core.config.FrontSettings.MtaSts;
import java.time.Duration;

/** Reads {@code front}. */
final class FrontSection {
    /** RFC 8461 3.2 ends at one year. */
    private static final int LONGEST_DAYS = 365;

    private FrontSection() {}

    static FrontSettings read(Fields f) {
        return new FrontSettings(
                f.lines("webmailHosts", Shape.HOST_NAME),
                f.networks("trustedProxies"),
                f.mapping("mtaSts", FrontSection::mtaSts));
    }

    private static MtaSts mtaSts(Fields f) {
        return new MtaSts(
                Choice.of(f.line("mode", Shape.MTA_STS_MODE), Mode.NONE),
                Duration.ofDays(f.number("maxAgeDays", 1, LONGEST_DAYS)));
    }
}
