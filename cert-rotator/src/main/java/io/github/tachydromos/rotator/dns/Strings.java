// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The strings of a TXT record, which belong together (RFC 7208 3.3, RFC 6376 3.6.2.2). */
final class Strings {
    private Strings() {}

    /**
     * What they say. JNDI puts a space between two of them, and quotes around one that has a space or a quote in it; each
     * byte is a character.
     */
    static String joined(String shown) {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (c == '\\' && quoted && i + 1 < shown.length()) {
                text.append(shown.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || c != ' ') {
                text.append(c);
            }
        }
        return new String(text.toString().getBytes(ISO_8859_1), UTF_8);
    }
}
