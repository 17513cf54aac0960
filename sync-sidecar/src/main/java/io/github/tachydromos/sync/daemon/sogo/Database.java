// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import io.github.tachydromos.core.config.DatabaseSettings;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.daemon.Companion;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * SOGo's database: the tree has a file for each variable of libpq, so that sogod and the look at the database from
 * beside it are told the same.
 */
final class Database {
    private static final String FOLDER = "private/database/";

    private Database() {}

    /** Names of the Secrets that say how it is reached. */
    static Stream<String> secrets(Suite suite) {
        return Stream.of(
                        suite.database().password().secret(),
                        suite.database().tls().caSecret())
                .filter(name -> !name.isEmpty());
    }

    /** Files of the tree. */
    static SortedMap<String, String> files(Inputs inputs) {
        DatabaseSettings database = inputs.suite().database();
        var files = new TreeMap<String, String>();
        files.put(FOLDER + "PGHOST", database.host() + "\n");
        files.put(FOLDER + "PGPORT", database.port() + "\n");
        files.put(FOLDER + "PGDATABASE", database.database() + "\n");
        files.put(FOLDER + "PGUSER", database.username() + "\n");
        // Not PGPASSWORD: any process of the user could read it in the environment of another one.
        files.put(
                FOLDER + "pgpass",
                "*:*:*:*:" + password(inputs).replace("\\", "\\\\").replace(":", "\\:") + "\n");
        files.put(FOLDER + "PGSSLMODE", database.tls().mode().word() + "\n");
        String authority = database.tls().caSecret();
        if (database.tls().mode().verifies() && !authority.isEmpty()) {
            files.put(FOLDER + "ca.crt", RenderedTree.lines(inputs.secret(authority, "ca.crt")));
        }
        return files;
    }

    static Companion companion() {
        return new Companion(
                "database",
                "webmail, calendars and contacts answer that they are not available, and mail works on",
                true,
                Database::look);
    }

    private static void look(DaemonControl control) throws IOException {
        DaemonControl.Answer seen = control.look();
        if (!seen.passed()) {
            throw new IOException(seen.output());
        }
    }

    /** A Secret made from a file often ends with a newline, which the database image does not count either. */
    private static String password(Inputs inputs) {
        var reference = inputs.suite().database().password();
        String password = inputs.secret(reference).replaceFirst("\\R\\z", "");
        if (password.isEmpty() || password.chars().anyMatch(Character::isISOControl)) {
            throw new UnusableSecret(
                    reference.secret(), "has a password for the database with a control character in it");
        }
        return password;
    }
}
