// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import java.util.Optional;

/**
 * Names one value inside a Secret of the release's namespace.
 *
 * @param secret name of the Secret
 * @param key key of its data
 * @param entry if not empty, the key's text is YAML and the value is this entry of it
 */
public record SecretRef(String secret, String key, String entry) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The value in the Secret's data; empty if it is not there, is empty, or the YAML text is none. */
    public Optional<String> in(Map<String, String> data) {
        String text = data.getOrDefault(key, "");
        if (!entry.isEmpty()) {
            try {
                text = YAML.readTree(text).path(entry).asText();
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** For messages: {@code secret/key} or {@code secret/key:entry}. */
    @Override
    public String toString() {
        return secret + "/" + key + (entry.isEmpty() ? "" : ":" + entry);
    }
}
