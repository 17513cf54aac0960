// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.render;

/** A text that may stand in a configuration file: without control characters. Quoting is the view's matter. */
public record ConfigValue(String text) {

    public ConfigValue {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("control character in a configuration value");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
