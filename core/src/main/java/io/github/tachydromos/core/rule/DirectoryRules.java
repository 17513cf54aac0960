// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.Dn;
import io.github.tachydromos.core.config.LdapSettings;
import io.github.tachydromos.core.config.LdapSettings.Mode;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** How the directory is spoken to, and where in it the accounts are. */
final class DirectoryRules {
    private static final String MODE = "ldap.tls.mode";
    private static final String PORT = "ldap.port";
    private static final String CA = "ldap.tls.caSecret";
    private static final String BASE = "ldap.baseDn";

    /** The port on which LDAP begins with TLS, and the one on which it does not. */
    private static final int LDAPS = 636;

    private static final int LDAP = 389;

    static final Rule CLEAR = Rule.warn(
            "directory-in-clear-text",
            "The directory is spoken to without TLS: the reader's password and each login cross the network in clear text.",
            "set starttls or ldaps");
    static final Rule UNUSUAL_PORT = Rule.warn(
            "directory-port-unusual",
            "The port is the usual one of another way to speak to a directory.",
            "set port 636 with ldaps, and 389 with starttls or none");
    static final Rule CA_UNUSED = Rule.warn(
            "directory-authority-unused",
            "The directory's authority is named, and it is spoken to without TLS.",
            "set ldap.tls.mode to starttls or ldaps");
    static final Rule OUTSIDE = Rule.deny(
            "search-base-outside",
            "Users or domains are looked for outside the base that is followed: none would be found.",
            "write a name that ends with the base");

    static final List<SuiteRule> ALL = List.of(
            new SuiteRule(CLEAR, List.of(MODE), DirectoryRules::clear),
            new SuiteRule(UNUSUAL_PORT, List.of(MODE, PORT), DirectoryRules::port),
            new SuiteRule(CA_UNUSED, List.of(MODE, CA), DirectoryRules::caUnused),
            outside("ldap.userSearchBase", LdapSettings::userSearchBase),
            outside("ldap.domainSearchBase", LdapSettings::domainSearchBase));

    private DirectoryRules() {}

    private static Stream<Finding> clear(Suite suite) {
        return suite.ldap().tls().mode() == Mode.NONE
                ? Stream.of(CLEAR.at(MODE, "is none: passwords cross the network in clear text"))
                : Stream.empty();
    }

    private static Stream<Finding> port(Suite suite) {
        boolean ldaps = suite.ldap().tls().mode() == Mode.LDAPS;
        return suite.ldap().port() == (ldaps ? LDAP : LDAPS)
                ? Stream.of(UNUSUAL_PORT.at(PORT, suite.ldap().port() + " is unusual with this ldap.tls.mode"))
                : Stream.empty();
    }

    private static Stream<Finding> caUnused(Suite suite) {
        LdapSettings.Tls tls = suite.ldap().tls();
        return tls.mode() == Mode.NONE && !tls.caSecret().isEmpty()
                ? Stream.of(CA_UNUSED.at(CA, "has no effect without TLS"))
                : Stream.empty();
    }

    private static SuiteRule outside(String path, Function<LdapSettings, String> name) {
        return new SuiteRule(
                OUTSIDE,
                List.of(path, BASE),
                suite -> Stream.of(suite.ldap())
                        .filter(ldap -> !Dn.isWithin(name.apply(ldap), ldap.baseDn()))
                        .map(ldap -> OUTSIDE.at(
                                path,
                                Excerpt.quoted(name.apply(ldap)) + " is not below " + Excerpt.quoted(ldap.baseDn()))));
    }
}
