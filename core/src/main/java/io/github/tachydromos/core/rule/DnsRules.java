// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.List;
import java.util.stream.Stream;

/** What is to be published. */
final class DnsRules {
    private static final String SPF = "dns.spf";
    private static final String RELAYHOST = "postfix.relayhost";

    static final Rule RELAY = Rule.warn(
            "spf-without-relayhost",
            "All mail leaves by a relay host, and the SPF record to publish names this host alone: others would refuse the"
                    + " mail.",
            "set dns.spf to a record that includes your provider's, as \"v=spf1 include:spf.example.net -all\"");

    static final List<SuiteRule> ALL = List.of(new SuiteRule(RELAY, List.of(SPF, RELAYHOST), DnsRules::relay));

    private DnsRules() {}

    private static Stream<Finding> relay(Suite suite) {
        return !suite.postfix().relayhost().isEmpty() && suite.dns().spf().isEmpty()
                ? Stream.of(RELAY.at(
                        SPF, "is empty, and mail leaves by " + suite.postfix().relayhost()))
                : Stream.empty();
    }
}
