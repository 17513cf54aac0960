// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.figure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints figures as rows of a table and keeps each in a file of its own. */
public final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String ROW = "%-44s  %14s  %14s  %7s  %-8s  %s%n";

    private final PrintStream out;
    private final Path folder;
    private final Origin origin;

    public Figures(PrintStream out, Path folder, Origin origin) {
        this.out = out;
        this.folder = folder;
        this.origin = origin;
    }

    public void header() {
        out.printf(Locale.ROOT, ROW, "figure", "value", "yardstick", "ratio", "aim", "the yardstick is");
        out.println("-".repeat(140));
    }

    public void add(Figure figure) throws IOException {
        figure.values().forEach((key, value) -> row(figure, key, value));
        ObjectNode node = JSON.valueToTree(figure);
        node.setAll(JSON.<ObjectNode>valueToTree(origin));
        Files.createDirectories(folder);
        JSON.writeValue(folder.resolve(figure.name() + ".json").toFile(), node);
    }

    private void row(Figure figure, String key, double value) {
        boolean first = key.equals(figure.values().firstEntry().getKey());
        Double yardstick = figure.yardstick().values().get(key);
        out.printf(
                Locale.ROOT,
                ROW,
                figure.name() + ", " + key,
                amount(value, figure.unit()),
                yardstick == null ? "" : amount(yardstick, figure.unit()),
                first ? String.format(Locale.ROOT, "%.2f", figure.ratio().value()) : "",
                figure.aim().getOrDefault(key, ""),
                first ? figure.yardstick().name() : "");
        out.flush();
    }

    private static String amount(double value, String unit) {
        return String.format(Locale.ROOT, value < 1000 ? "%.1f %s" : "%.0f %s", value, unit);
    }
}
