// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.config.DatabaseSettings.Mode;

/** Reads {@code database}. */
final class DatabaseSection {
    private DatabaseSection() {}

    static DatabaseSettings read(Fields f) {
        return new DatabaseSettings(
                f.flag("embedded"),
                f.line("host", Shape.HOST),
                f.number("port", 1, 65535),
                f.line("database", Shape.DATABASE_NAME),
                f.line("username", Shape.DATABASE_NAME),
                f.mapping("password", SuiteReader::secretRef),
                f.mapping("tls", DatabaseSection::tls),
                f.flag("persistence"));
    }

    private static DatabaseSettings.Tls tls(Fields f) {
        return new DatabaseSettings.Tls(
                Choice.of(f.line("mode", Shape.DATABASE_TLS_MODE), Mode.VERIFY_FULL),
                f.optionalLine("caSecret", Shape.OBJECT_NAME));
    }
}
