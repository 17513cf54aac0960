// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A ConfigMap or a Secret: the fields that a verdict needs, and no other, so that nobody fills the memory with them. */
public record ReviewedObject(
        @Nullable Metadata metadata, @Nullable Data data) {

    /** A set {@code deletionTimestamp} says that the object is only kept by its finalizers. */
    public record Metadata(
            @Nullable String deletionTimestamp, @Nullable Labels labels) {}

    /** The two labels of a suite's ConfigMap. */
    public record Labels(
            @JsonProperty("tachydromos.io/config") @Nullable String config,
            @JsonProperty("tachydromos.io/schema") @Nullable String schema) {}

    /** The entry of a suite's ConfigMap, and those of a TLS Secret in base64. */
    public record Data(
            @JsonProperty("suite.yaml") @Nullable String suite,
            @JsonProperty("tls.crt") @Nullable String certificates,
            @JsonProperty("tls.key") @Nullable String key,
            @JsonProperty("ca.crt") @Nullable String authority) {}
}
