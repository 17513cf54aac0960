// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The hosts that nginx answers to. */
final class FrontRules {
    private static final String HOSTS = "front.webmailHosts";

    static final Rule NO_HOST = Rule.deny(
            "webmail-without-host",
            "Webmail has no host: no client could be told of it.",
            "name one, as the chart does");
    static final Rule RESERVED = Rule.deny(
            "webmail-host-reserved",
            "Webmail's host is one by which clients and servers look for their settings: they would get pages instead.",
            "give webmail another name, as in webmail.example.net");
    static final Rule TWICE = Rule.deny("webmail-host-twice", "A host of webmail stands twice.", "remove one of them");

    static final List<SuiteRule> ALL = List.of(
            new SuiteRule(
                    NO_HOST,
                    List.of(HOSTS),
                    suite -> suite.front().webmailHosts().isEmpty()
                            ? Stream.of(NO_HOST.at(HOSTS, "is empty"))
                            : Stream.empty()),
            of(RESERVED, "is a name under which clients look for settings", (host, _) -> isReserved(host)),
            of(TWICE, "stands before it already", (host, before) -> !before.add(host)));

    private FrontRules() {}

    private static SuiteRule of(Rule rule, String fault, BiPredicate<String, Set<String>> wrong) {
        return new SuiteRule(rule, List.of(HOSTS), suite -> findings(rule, fault, wrong, suite));
    }

    private static Stream<Finding> findings(
            Rule rule, String fault, BiPredicate<String, Set<String>> wrong, Suite suite) {
        List<String> hosts = suite.front().webmailHosts();
        Set<String> before = new HashSet<>();
        return IntStream.range(0, hosts.size())
                .filter(i -> wrong.test(hosts.get(i).toLowerCase(Locale.ROOT), before))
                .mapToObj(i -> rule.at(HOSTS + "[" + i + "]", Excerpt.quoted(hosts.get(i)) + " " + fault));
    }

    private static boolean isReserved(String host) {
        return Stream.of("autoconfig.", "autodiscover.", "mta-sts.").anyMatch(host::startsWith);
    }
}
