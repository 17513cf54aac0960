// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.suite;

import org.jspecify.annotations.Nullable;

/**
 * What a suite's ConfigMap says: its name and namespace (unknown in a manifest that leaves it to kubectl), its labels
 * {@code tachydromos.io/config} and {@code tachydromos.io/schema}, and its document.
 */
public record SuiteObject(
        String name,
        @Nullable String namespace,
        @Nullable String configLabel,
        @Nullable String schemaLabel,
        @Nullable String document) {
    public static final String CONFIG_LABEL = "tachydromos.io/config";
    public static final String SCHEMA_LABEL = "tachydromos.io/schema";
    /** Value of the first label. */
    public static final String CONFIG = "suite";
    /** What the name has behind the release's full name. */
    public static final String SUFFIX = "-suite";
}
