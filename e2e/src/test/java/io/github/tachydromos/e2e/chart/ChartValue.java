// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A key of values.yaml, its default, and what the comment above it says: {@code # -- } and the lines after it are for people,
 * {@code # @schema} is its type, {@code # @document} its place in the suite document.
 */
record ChartValue(
        String path, String text, String schema, String document, JsonNode byDefault, List<ChartValue> below) {
    private static final String TEXT = "-- ";
    private static final String SCHEMA = "@schema ";
    private static final String DOCUMENT = "@document";

    ChartValue {
        below = List.copyOf(below);
    }

    /** All of the file, as a mapping without a name. */
    static ChartValue read(Path file) throws IOException {
        var options = new LoaderOptions();
        options.setProcessComments(true);
        try (var reader = Files.newBufferedReader(file)) {
            Node root = new Yaml(options).compose(reader);
            JsonNode defaults = new ObjectMapper().valueToTree(new Yaml().load(Files.readString(file)));
            return new ChartValue("", "", "", "", defaults, below("", root, defaults));
        }
    }

    String key() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Whether this is told of as a whole, and not key by key. */
    boolean isWhole() {
        return below.isEmpty() || !text.isEmpty();
    }

    private static List<ChartValue> below(String path, Node node, JsonNode defaults) {
        var values = new ArrayList<ChartValue>();
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                String key = ((ScalarNode) entry.getKeyNode()).getValue();
                String child = path.isEmpty() ? key : path + "." + key;
                values.add(of(child, entry.getKeyNode().getBlockComments(), entry.getValueNode(), defaults.get(key)));
            }
        }
        return values;
    }

    private static ChartValue of(String path, List<CommentLine> comments, Node node, JsonNode byDefault) {
        var text = new StringBuilder();
        String schema = "";
        String document = "";
        for (String line : comments.stream().map(c -> c.getValue().strip()).toList()) {
            if (line.startsWith(TEXT)) {
                text.append(line, TEXT.length(), line.length());
            } else if (line.startsWith(SCHEMA)) {
                schema = line.substring(SCHEMA.length());
            } else if (line.startsWith(DOCUMENT)) {
                document = line.equals(DOCUMENT)
                        ? path
                        : line.substring(DOCUMENT.length()).strip();
            } else if (!text.isEmpty()) {
                text.append(' ').append(line);
            }
        }
        return new ChartValue(path, text.toString().strip(), schema, document, byDefault, below(path, node, byDefault));
    }
}
