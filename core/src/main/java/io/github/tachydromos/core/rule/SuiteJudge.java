// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.config.SuiteReader;
import io.github.tachydromos.core.config.SuiteReading.Foreign;
import io.github.tachydromos.core.config.SuiteReading.Read;
import io.github.tachydromos.core.config.SuiteReading.Unreadable;
import io.github.tachydromos.core.config.ValuePath;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Findings;
import java.util.List;

/**
 * The only judge of suite documents. The webhook, the sidecar, the cert-rotator and the offline command all ask it, so
 * a document has the same verdict at each of them.
 */
public final class SuiteJudge {
    private SuiteJudge() {}

    /** Any text gets an answer, and soon: never an exception. */
    public static Judgement judge(String document) {
        return switch (SuiteReader.read(document)) {
            case Foreign(var schema) -> new Judgement.Foreign(schema);
            case Unreadable(var findings) -> rejected(findings);
            case Read(var suite, var findings) -> judge(suite, findings);
        };
    }

    private static Judgement judge(Suite suite, Findings findings) {
        RuleBook.MEANING.stream()
                .filter(rule -> rule.reads().stream().noneMatch(findings::refusedAt))
                .toList() // what one rule refuses keeps no other one from being asked
                .forEach(rule -> rule.findings().apply(suite).forEach(finding -> findings.add(rule.rule(), finding)));
        return findings.reasons().isEmpty()
                ? new Judgement.Accepted(suite, told(findings.warnings()))
                : rejected(findings);
    }

    private static Judgement rejected(Findings findings) {
        return new Judgement.Rejected(told(findings.reasons()), told(findings.warnings()));
    }

    /** With the name of the value, where the document's path is not the one that the author wrote. */
    private static List<Finding> told(List<Finding> findings) {
        return findings.stream()
                .map(finding -> ValuePath.of(finding.path())
                        .map(value -> new Finding(
                                finding.rule(),
                                finding.path(),
                                finding.message(),
                                finding.hint() + " (value " + value + ")"))
                        .orElse(finding))
                .toList();
    }
}
