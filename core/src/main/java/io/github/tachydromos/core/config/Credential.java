// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.List;

/** A Secret whose listed keys are filled with random passwords where they are absent. */
public record Credential(String secret, List<String> keys) {
    public Credential {
        keys = List.copyOf(keys);
    }
}
