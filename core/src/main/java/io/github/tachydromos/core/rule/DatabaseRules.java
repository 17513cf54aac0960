// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.DatabaseSettings;
import io.github.tachydromos.core.config.DatabaseSettings.Mode;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.List;
import java.util.stream.Stream;

/** How SOGo's database is spoken to, and as whom. */
final class DatabaseRules {
    private static final String MODE = "database.tls.mode";
    private static final String CA = "database.tls.caSecret";
    private static final String USER = "database.username";

    static final Rule CLEAR = Rule.warn(
            "database-in-clear-text",
            "The database is spoken to without TLS: calendars, contacts and settings cross the network in clear text.",
            "set verify-full");
    static final Rule UNVERIFIED = Rule.warn(
            "database-not-verified",
            "The database is spoken to with TLS, and nobody checks that it is the database that answers.",
            "set verify-full, and name the authority in database.tls.caSecret if it is a private one");
    static final Rule CA_UNUSED = Rule.warn(
            "database-authority-unused",
            "The database's authority is named, and the way it is spoken to asks no authority.",
            "set database.tls.mode to verify-full");
    static final Rule CA_MISSING = Rule.deny(
            "database-authority-missing",
            "The database's certificate is checked without its name, and no authority is named: the system's authorities vouch for"
                    + " any server there is.",
            "set verify-full, or name the authority in database.tls.caSecret");
    static final Rule RESERVED = Rule.deny(
            "database-user-reserved",
            "The embedded database's user has the name of its administrator, or one that PostgreSQL keeps for itself.",
            "set a name of its own, as in pgsogo");

    static final List<SuiteRule> ALL = List.of(
            new SuiteRule(CLEAR, List.of(MODE), DatabaseRules::clear),
            new SuiteRule(UNVERIFIED, List.of(MODE), DatabaseRules::unverified),
            new SuiteRule(CA_UNUSED, List.of(MODE, CA), DatabaseRules::caUnused),
            new SuiteRule(CA_MISSING, List.of(MODE, CA), DatabaseRules::caMissing),
            new SuiteRule(RESERVED, List.of("database.embedded", USER), DatabaseRules::reserved));

    private DatabaseRules() {}

    private static Stream<Finding> clear(Suite suite) {
        return suite.database().tls().mode() == Mode.DISABLE
                ? Stream.of(CLEAR.at(MODE, "is disable: calendars and contacts cross the network in clear text"))
                : Stream.empty();
    }

    private static Stream<Finding> unverified(Suite suite) {
        return suite.database().tls().mode() == Mode.REQUIRE
                ? Stream.of(UNVERIFIED.at(MODE, "is require: whoever answers is taken for the database"))
                : Stream.empty();
    }

    private static Stream<Finding> caUnused(Suite suite) {
        DatabaseSettings.Tls tls = suite.database().tls();
        return !tls.mode().verifies() && !tls.caSecret().isEmpty()
                ? Stream.of(CA_UNUSED.at(
                        CA, "has no effect with database.tls.mode " + tls.mode().word()))
                : Stream.empty();
    }

    private static Stream<Finding> caMissing(Suite suite) {
        DatabaseSettings.Tls tls = suite.database().tls();
        return tls.mode() == Mode.VERIFY_CA && tls.caSecret().isEmpty()
                ? Stream.of(CA_MISSING.at(MODE, "is verify-ca, and any certificate of a public authority would do"))
                : Stream.empty();
    }

    private static Stream<Finding> reserved(Suite suite) {
        String user = suite.database().username();
        return suite.database().embedded() && (user.equals("postgres") || user.startsWith("pg_"))
                ? Stream.of(RESERVED.at(USER, Excerpt.quoted(user) + " is not free for SOGo"))
                : Stream.empty();
    }
}
