// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A values file with one fault, named after it. Its first lines say what is expected.
 *
 * @param path the value at fault
 * @param gate the first that sees it
 * @param document where those who judge the suite document see it; empty if it does not show the fault
 */
public record RefusedValues(Path file, String path, Gate gate, Optional<InDocument> document) {
    /** Who may refuse a values file, in the order in which Helm asks them. */
    public enum Gate {
        SCHEMA,
        TEMPLATE,
        DOCUMENT
    }

    /** A finding about the suite document: its place, and the rule's id. */
    public record InDocument(String path, String rule) {}

    static RefusedValues read(Path file) throws IOException {
        String text = Files.readString(file);
        Optional<String> document = heading(text, "document");
        return new RefusedValues(
                file,
                mandatory(file, text, "path"),
                Gate.valueOf(mandatory(file, text, "gate").toUpperCase(Locale.ROOT)),
                document.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new InDocument(document.get(), mandatory(file, text, "rule"))));
    }

    /** The fault, in the file's name. */
    public String fault() {
        return file.getFileName().toString().replace(".yaml", "");
    }

    /** Whether Helm names the place as its schema's gate does: a JSON pointer, or an unknown or missing key beside its mapping. */
    public boolean isNamedBySchema(String errors) {
        List<String> steps = Arrays.asList(path.replace("]", "").split("[.\\[]"));
        String parent = pointer(steps.subList(0, steps.size() - 1));
        return errors.contains("at '" + pointer(steps) + "'")
                || errors.lines()
                        .anyMatch(line ->
                                line.contains("at '" + parent + "'") && line.contains("'" + steps.getLast() + "'"));
    }

    /** Whether a line of the chart's own names the place, what is wrong and what to do. */
    public boolean isNamedInWords(String errors) {
        return errors.lines().anyMatch(line -> line.startsWith(path + ": ") && line.contains("; "));
    }

    private static String pointer(List<String> steps) {
        return steps.isEmpty() ? "" : "/" + String.join("/", steps);
    }

    @Override
    public String toString() {
        return fault();
    }

    private static String mandatory(Path file, String text, String key) throws IOException {
        return heading(text, key).orElseThrow(() -> new IOException(file + ": has no line \"# " + key + ": …\""));
    }

    private static Optional<String> heading(String text, String key) {
        var line = Pattern.compile("(?m)^# " + key + ": (.+)$").matcher(text);
        return line.find() ? Optional.of(line.group(1).strip()) : Optional.empty();
    }
}
