// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.suite;

import io.github.tachydromos.core.config.Release;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Verdict;
import io.github.tachydromos.core.finding.Verdict.Allowed;
import io.github.tachydromos.core.finding.Verdict.Denied;
import io.github.tachydromos.core.rule.Judgement;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.Judgement.Foreign;
import io.github.tachydromos.core.rule.Judgement.Rejected;
import io.github.tachydromos.core.rule.ObjectRules;
import io.github.tachydromos.core.rule.SuiteJudge;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the document, and whether the object around it is the one that the programs of its release look for. */
public final class SuiteObjectRule {
    private SuiteObjectRule() {}

    public static Verdict judge(SuiteObject object) {
        String document = object.document();
        if (document == null || document.isBlank()) {
            String path = "data[" + Suite.KEY + "]";
            return new Denied(List.of(ObjectRules.EMPTY.at(path, "is missing")), List.of());
        }
        return switch (SuiteJudge.judge(document)) {
            case Accepted(var suite, var warnings) -> {
                List<Finding> reasons = surroundings(object, suite);
                yield reasons.isEmpty() ? new Allowed(warnings) : new Denied(reasons, warnings);
            }
            case Foreign foreign -> verdict(foreign);
            case Rejected rejected -> verdict(rejected);
        };
    }

    /** The same for a document without its object. */
    public static Verdict document(String text) {
        return verdict(SuiteJudge.judge(text));
    }

    /** A foreign document is a newer chart's: its own programs have judged it in their hook. */
    private static Verdict verdict(Judgement judgement) {
        return switch (judgement) {
            case Accepted(var _, var warnings) -> new Allowed(warnings);
            case Foreign(var schema) ->
                new Allowed(List.of(ObjectRules.FOREIGN.at(
                        "schema", schema + " is not judged by this version, which knows " + Suite.SCHEMA)));
            case Rejected(var reasons, var warnings) -> new Denied(reasons, warnings);
        };
    }

    private static List<Finding> surroundings(SuiteObject object, Suite suite) {
        List<Finding> reasons = new ArrayList<>();
        Release release = suite.release();
        label(reasons, SuiteObject.CONFIG_LABEL, object.configLabel(), SuiteObject.CONFIG);
        label(reasons, SuiteObject.SCHEMA_LABEL, object.schemaLabel(), String.valueOf(Suite.SCHEMA));
        String name = release.fullname() + SuiteObject.SUFFIX;
        place(reasons, "release.fullname", name, "metadata.name", object.name());
        if (object.namespace() != null) {
            place(reasons, "release.namespace", release.namespace(), "metadata.namespace", object.namespace());
        }
        return reasons;
    }

    private static void label(List<Finding> reasons, String label, @Nullable String is, String wanted) {
        if (!wanted.equals(is)) {
            String fault = is == null ? "is missing" : "is \"" + is + "\"";
            reasons.add(ObjectRules.LABEL.at("metadata.labels[" + label + "]", fault, "set it to \"" + wanted + "\""));
        }
    }

    private static void place(List<Finding> reasons, String path, String said, String field, String is) {
        if (!said.equals(is)) {
            reasons.add(ObjectRules.PLACE.at(path, "belongs to \"" + said + "\", but " + field + " is \"" + is + "\""));
        }
    }
}
