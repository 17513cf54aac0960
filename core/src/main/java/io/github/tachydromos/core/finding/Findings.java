// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.finding;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one document. A flood tells nobody more: {@value #MOST} of each severity are kept. */
public final class Findings {
    public static final int MOST = 100;

    /** Stands for the findings that were not kept. */
    public static final Rule MORE = Rule.deny(
            "too-many-findings",
            "The document breaks rules more than " + MOST + " times.",
            "correct those that are listed first");

    private final Kept reasons = new Kept();
    private final Kept warnings = new Kept();

    public void add(Rule rule, Finding finding) {
        switch (rule.severity()) {
            case DENY -> reasons.add(finding);
            case WARN -> warnings.add(finding);
        }
    }

    /** Whether there may be a reason to refuse at this path, or at one that it is in: what was not kept may be anywhere. */
    public boolean refusedAt(String path) {
        return reasons.left > 0
                || reasons.kept.stream()
                        .map(Finding::path)
                        .anyMatch(at -> at.equals(path) || path.startsWith(at + "."));
    }

    /** Why the document is refused; empty if it is not. */
    public List<Finding> reasons() {
        return reasons.told();
    }

    /** What its author should know although it is not refused for it. */
    public List<Finding> warnings() {
        return warnings.told();
    }

    /** The findings of one severity. */
    private static final class Kept {
        private final List<Finding> kept = new ArrayList<>();
        private int left;

        void add(Finding finding) {
            if (kept.size() < MOST) {
                kept.add(finding);
            } else {
                left++;
            }
        }

        List<Finding> told() {
            List<Finding> all = new ArrayList<>(kept);
            if (left > 0) {
                all.add(MORE.at("document", left + " more findings are not listed"));
            }
            return List.copyOf(all);
        }
    }
}
