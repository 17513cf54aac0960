// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.PostfixSettings;
import io.github.tachydromos.core.config.Relayhost;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where all outgoing mail goes, and with which password. */
final class RelayhostRules {
    private static final String HOST = "postfix.relayhost";
    private static final String SECRET = "postfix.relayhostSecret";

    /** Ports of mail clients, where servers ask for a login (RFC 6409, RFC 8314). */
    private static final Set<Integer> SUBMISSION = Set.of(465, 587);

    static final Rule SELF = Rule.deny(
            "relayhost-is-self",
            "The relay host is this mail host: outgoing mail would come back for ever.",
            "name the provider's host, or leave it empty");
    static final Rule ADDRESS = Rule.deny(
            "relayhost-address-with-password",
            "The relay host is an address and there is a password for it. The password goes to a host only whose certificate"
                    + " has its name, and an address is none: all outgoing mail would wait.",
            "write the relay host's name");
    static final Rule NO_PASSWORD = Rule.warn(
            "relayhost-without-password",
            "The relay host is spoken to on a port of mail clients, and there is no password for it.",
            "name its Secret in postfix.relayhostSecret, or use port 25");
    static final Rule UNUSED = Rule.warn(
            "relayhost-password-unused",
            "There is a password for a relay host, and no relay host.",
            "set postfix.relayhost, or remove the Secret's name");

    static final List<SuiteRule> ALL = List.of(
            new SuiteRule(SELF, List.of(HOST, "hostname"), RelayhostRules::self),
            new SuiteRule(ADDRESS, List.of(HOST, SECRET), RelayhostRules::address),
            new SuiteRule(NO_PASSWORD, List.of(HOST, SECRET), RelayhostRules::noPassword),
            new SuiteRule(UNUSED, List.of(HOST, SECRET), RelayhostRules::unused));

    private RelayhostRules() {}

    private static Stream<Finding> self(Suite suite) {
        return hop(suite.postfix())
                .filter(hop -> hop.host().equalsIgnoreCase(suite.hostname()))
                .map(hop -> SELF.at(HOST, Excerpt.quoted(hop.host()) + " is this mail host itself"));
    }

    private static Stream<Finding> address(Suite suite) {
        return hop(suite.postfix())
                .filter(hop -> hop.isAddress() && hasPassword(suite.postfix()))
                .map(hop -> ADDRESS.at(
                        HOST, Excerpt.quoted(hop.host()) + " is an address, and certificates are compared by name"));
    }

    private static Stream<Finding> noPassword(Suite suite) {
        return hop(suite.postfix())
                .filter(hop -> SUBMISSION.contains(hop.port()) && !hasPassword(suite.postfix()))
                .map(hop -> NO_PASSWORD.at(SECRET, "is empty, and port " + hop.port() + " asks for a login"));
    }

    private static Stream<Finding> unused(Suite suite) {
        PostfixSettings postfix = suite.postfix();
        return postfix.relayhost().isEmpty() && hasPassword(postfix)
                ? Stream.of(UNUSED.at(SECRET, "is set without a relay host"))
                : Stream.empty();
    }

    private static boolean hasPassword(PostfixSettings postfix) {
        return !postfix.relayhostSecret().isEmpty();
    }

    private static Stream<Relayhost> hop(PostfixSettings postfix) {
        return Relayhost.parse(postfix.relayhost()).stream();
    }
}
