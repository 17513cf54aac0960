// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

/** Text from the directory as it may stand in a log line or an Event. */
final class Printable {
    private static final int LENGTH = 200;

    private Printable() {}

    /** Control and format characters become {@code \}{@code uXXXX}, a long text is cut. */
    static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LENGTH).forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE,
                        Character.UNASSIGNED -> line.append(String.format("\\u%04x", c));
                default -> line.appendCodePoint(c);
            }
        });
        if (text.codePointCount(0, text.length()) > LENGTH) {
            line.append("… (").append(text.length()).append(" characters)");
        }
        return line.toString();
    }
}
