// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.config.SogoSettings.Modules;
import io.github.tachydromos.core.config.SogoSettings.Workers;

/** Reads {@code sogo}. */
final class SogoSection {
    private static final int MOST_WORKERS = 1000;
    private static final int MOST_MEGABYTES = 1 << 20;

    private SogoSection() {}

    static SogoSettings read(Fields f) {
        return new SogoSettings(
                f.flag("enabled"),
                f.number("replicas", 0, 100),
                f.line("host", Shape.HOST_NAME),
                f.line("webmailHost", Shape.HOST_NAME),
                new Workers(
                        f.number("workerCount", 0, MOST_WORKERS),
                        f.number("workerMemoryLimitMb", 0, MOST_MEGABYTES),
                        f.number("memoryLimitMb", 0, MOST_MEGABYTES)),
                f.line("language", Shape.LANGUAGE),
                f.line("timeZone", Shape.TIME_ZONE),
                f.mapping("modules", SogoSection::modules),
                f.flag("passwordChange"),
                f.flag("passwordPolicy"));
    }

    private static Modules modules(Fields f) {
        return new Modules(f.flag("mail"), f.flag("calendar"), f.flag("dav"), f.flag("activeSync"));
    }
}
