// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.finding.Rule;
import java.util.List;

/** What can be wrong with the ConfigMap around a suite document. */
public final class ObjectRules {
    public static final Rule EMPTY = Rule.deny(
            "suite-object-empty",
            "The ConfigMap of a release has no suite document.",
            "put the suite document into data[suite.yaml]");
    public static final Rule LABEL = Rule.deny(
            "suite-object-label",
            "A label that says what the ConfigMap is for is missing, or says something else.",
            "set it as the chart does");
    public static final Rule PLACE = Rule.deny(
            "suite-object-place",
            "The document is that of another release than the ConfigMap that it is in.",
            "put each release's document into its own ConfigMap");
    public static final Rule FOREIGN = Rule.warn(
            "suite-object-foreign",
            "The document is of a schema that this version does not know, and so does not judge.",
            "upgrade the programs with the document");
    public static final Rule DELETED = Rule.deny(
            "suite-object-deleted",
            "The ConfigMap of an installed release is to be deleted.",
            "change its values, or remove the release with helm uninstall");
    public static final Rule MISSING = Rule.deny(
            "suite-object-missing",
            "A request to create or change the ConfigMap comes without it.",
            "send the object to be judged");

    /** All of them, in the order of the page. */
    public static final List<Rule> ALL = List.of(EMPTY, LABEL, PLACE, FOREIGN, DELETED, MISSING);

    private ObjectRules() {}
}
