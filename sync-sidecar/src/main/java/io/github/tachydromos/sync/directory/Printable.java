// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

/** Text from the directory as it may stand in a log line or an Event. */
final class Printable {
    private static final int VALUE = 200;
    private static final int REASON = 1000;

    private Printable() {}

    /** Control and format characters become {@code \}{@code uXXXX}, a long text is cut. */
    static String of(String text) {
        return cut(text, VALUE);
    }

    /** The same for what an exception says, which may be longer. */
    static String reason(Exception exception) {
        return cut(String.valueOf(exception.getMessage()), REASON);
    }

    private static String cut(String text, int length) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(length).forEach(c -> {
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
        if (text.codePointCount(0, text.length()) > length) {
            line.append("… (").append(text.length()).append(" characters)");
        }
        return line.toString();
    }
}
