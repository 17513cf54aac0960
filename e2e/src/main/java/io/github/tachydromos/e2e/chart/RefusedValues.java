// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
