// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.RspamdSettings;
import io.github.tachydromos.core.config.RspamdSettings.OnFailure;
import io.github.tachydromos.core.config.RspamdSettings.Scores;
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
    private static final String TAG = "rspamd.scores.addHeader";
    private static final String GREYLIST = "rspamd.scores.greylist";

    static final Rule OPEN = Rule.warn(
            "filter-fails-open",
            "Mail is accepted unscanned and sent unsigned while Rspamd is away.",
            "set tempfail; senders try again by themselves");

    static final Rule KEY_TWICE = Rule.deny(
            "override-key-twice",
            "A key stands twice in one section of a file for Rspamd's override.d: Rspamd makes a list of both, which most"
                    + " settings ignore.",
            "remove one of them");

    static final Rule SCORES = Rule.deny(
            "filter-scores-order",
            "The scores of Rspamd are not in the order in which mail is treated worse: greylist, addHeader, reject.",
            "set greylist below addHeader, and addHeader below reject");

    static final Rule UNASKED = Rule.deny(
            "antivirus-without-filter",
            "ClamAV is on and Rspamd is off: nobody would ask it.",
            "set rspamd.enabled to true, or clamav.enabled to false");

    static final List<SuiteRule> ALL = List.of(
            new SuiteRule(OPEN, List.of("rspamd.enabled", ON_FAILURE), FilterRules::open),
            new SuiteRule(SCORES, List.of(TAG, "rspamd.scores.reject"), FilterRules::refusedBeforeTagged),
            new SuiteRule(SCORES, List.of("rspamd.greylisting", GREYLIST, TAG), FilterRules::taggedBeforeGreylisted),
            new SuiteRule(KEY_TWICE, List.of("rspamd.overrides"), FilterRules::twice),
            new SuiteRule(UNASKED, List.of("clamav.enabled", "rspamd.enabled"), FilterRules::unasked));

    private FilterRules() {}

    private static Stream<Finding> open(Suite suite) {
        RspamdSettings rspamd = suite.rspamd();
        return rspamd.enabled() && rspamd.onFailure() == OnFailure.ACCEPT
                ? Stream.of(OPEN.at(ON_FAILURE, "is accept: nothing is scanned or signed while Rspamd is away"))
                : Stream.empty();
    }

    private static Stream<Finding> refusedBeforeTagged(Suite suite) {
        Scores scores = suite.rspamd().scores();
        return scores.addHeader() < scores.reject()
                ? Stream.empty()
                : Stream.of(SCORES.at(
                        TAG,
                        "is " + scores.addHeader() + ", but mail is refused from rspamd.scores.reject, "
                                + scores.reject() + ", on"));
    }

    private static Stream<Finding> taggedBeforeGreylisted(Suite suite) {
        Scores scores = suite.rspamd().scores();
        return !suite.rspamd().greylisting() || scores.greylist() < scores.addHeader()
                ? Stream.empty()
                : Stream.of(SCORES.at(
                        GREYLIST,
                        "is " + scores.greylist() + ", but mail is marked as spam from " + TAG + ", "
                                + scores.addHeader() + ", on"));
    }

    private static Stream<Finding> unasked(Suite suite) {
        return suite.clamav().enabled() && !suite.rspamd().enabled()
                ? Stream.of(UNASKED.at("clamav.enabled", "is true while rspamd.enabled is false: nobody would ask it"))
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
