// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.finding;

/** What a message shows of an author's text: no control characters, and not more than a reader needs. */
public final class Excerpt {
    private static final int SHOWN = 60;

    private Excerpt() {}

    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        int[] codePoints = text.codePoints().limit(SHOWN + 1).toArray();
        for (int i = 0; i < Math.min(codePoints.length, SHOWN); i++) {
            shown.appendCodePoint(isSafe(codePoints[i]) ? codePoints[i] : '?');
        }
        return codePoints.length > SHOWN ? shown.append('…').toString() : shown.toString();
    }

    public static String quoted(String text) {
        return "\"" + of(text) + "\"";
    }

    /** Format characters and line separators too: they would let a name look like another one in a log. */
    private static boolean isSafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
