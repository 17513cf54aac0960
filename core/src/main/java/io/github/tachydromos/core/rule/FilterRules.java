// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.RspamdSettings;
import io.github.tachydromos.core.config.RspamdSettings.OnFailure;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.config.UclKeys;
import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.List;
import java.util.stream.Stream;

/** Scanning and signing. */
final class FilterRules {
    private static final String ON_FAILURE = "rspamd.onFailure";

    static final Rule OPEN = Rule.warn(
            "filter-fails-open",
            "Mail is accepted unscanned and sent unsigned while Rspamd is away.",
            "set tempfail; senders try again by themselves");

    static final Rule KEY_TWICE = Rule.deny(
            "override-key-twice",
            "A key stands twice in one section of a file for Rspamd's override.d: Rspamd makes a list of both, which most"
                    + " settings ignore.",
            "remove one of them");

    static final List<SuiteRule> ALL = List.of(
            new SuiteRule(OPEN, List.of("rspamd.enabled", ON_FAILURE), FilterRules::open),
            new SuiteRule(KEY_TWICE, List.of("rspamd.overrides"), FilterRules::twice));

    private FilterRules() {}

    private static Stream<Finding> open(Suite suite) {
        RspamdSettings rspamd = suite.rspamd();
        return rspamd.enabled() && rspamd.onFailure() == OnFailure.ACCEPT
                ? Stream.of(OPEN.at(ON_FAILURE, "is accept: nothing is scanned or signed while Rspamd is away"))
                : Stream.empty();
    }

    private static Stream<Finding> twice(Suite suite) {
        return suite.rspamd().overrides().entrySet().stream()
                .flatMap(file -> UclKeys.twice(file.getValue()).stream()
                        .map(twice -> KEY_TWICE.at(
                                "rspamd.overrides." + file.getKey(),
                                "line " + twice.line() + ": " + Excerpt.quoted(twice.key()) + " stands twice")));
    }
}
