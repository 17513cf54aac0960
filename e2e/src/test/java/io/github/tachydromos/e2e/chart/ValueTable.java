// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

/** The values as a table for people, between two marks of a Markdown page. */
final class ValueTable {
    private static final String BEGIN = "<!-- values: written by \"make generate\" from values.yaml -->\n";
    private static final String END = "<!-- end of values -->\n";

    private ValueTable() {}

    /** The page with the table of these values in the place of the one it has. */
    static String within(String page, ChartValue values) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no place for a table; give it the lines " + BEGIN + END);
        }
        var table = new StringBuilder("| value | default | what it is |\n|---|---|---|\n");
        rows(values, table);
        return page.substring(0, begin + BEGIN.length()) + table + page.substring(end);
    }

    private static void rows(ChartValue value, StringBuilder table) {
        if (value.isWhole()) {
            String named = value.document().isEmpty() || value.document().equals(value.path())
                    ? ""
                    : " (`" + value.document() + "` in the suite document)";
            table.append("| `%s` | `%s` | %s%s |%n"
                    .formatted(value.path(), value.byDefault(), value.text().replace("|", "\\|"), named));
        } else {
            value.below().forEach(child -> rows(child, table));
        }
    }
}
