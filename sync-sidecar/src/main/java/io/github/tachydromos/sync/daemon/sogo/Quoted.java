// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.sogo;

import io.github.tachydromos.sync.render.ConfigValue;

/** A text in a property list, as GNUstep reads it: in quotes, and in ASCII whatever its language is. */
record Quoted(String text) {

    static Quoted of(String value) {
        var quoted = new StringBuilder("\"");
        for (char c : new ConfigValue(value).text().toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x80) {
                quoted.append(c);
            } else {
                quoted.append("\\U%04x".formatted((int) c));
            }
        }
        return new Quoted(quoted.append('"').toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
