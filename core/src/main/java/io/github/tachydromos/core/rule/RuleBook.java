// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.ReadingRules;
import io.github.tachydromos.core.finding.Rule;
import io.github.tachydromos.core.tls.TlsRules;
import java.util.List;
import java.util.stream.Stream;

/** All rules there are. */
public final class RuleBook {
    /** The rules that span fields. */
    static final List<SuiteRule> MEANING = Stream.of(
                    NetworkRules.ALL,
                    RelayhostRules.ALL,
                    PodRules.ALL,
                    DirectoryRules.ALL,
                    AddressRules.ALL,
                    SecretRules.ALL,
                    FilterRules.ALL,
                    WebmailRules.ALL,
                    DatabaseRules.ALL,
                    FrontRules.ALL,
                    DnsRules.ALL)
            .flatMap(List::stream)
            .toList();

    private RuleBook() {}

    /** Rules of the suite document, in the order of the page. */
    public static List<Rule> suite() {
        return Stream.concat(ReadingRules.ALL.stream(), MEANING.stream().map(SuiteRule::rule))
                .distinct()
                .toList();
    }

    /** Rules of the ConfigMap that holds a suite document. */
    public static List<Rule> object() {
        return ObjectRules.ALL;
    }

    /** Rules of the data of a TLS Secret: what the cert-rotator refuses and the webhook warns of. */
    public static List<Rule> tls() {
        return TlsRules.ALL;
    }
}
