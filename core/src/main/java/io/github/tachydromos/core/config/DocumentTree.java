// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Findings;
import io.github.tachydromos.core.finding.Rule;
import java.io.IOException;
import java.io.Serial;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads YAML into a tree as data and nothing else: no aliases, no tags, no key twice, bounded in size, values and depth. So no
 * text, however it was made, costs more than reading it once.
 */
final class DocumentTree {
    /** What the API server lets a ConfigMap hold. */
    static final int LARGEST = 1024 * 1024;

    /** The document itself has four levels. */
    private static final int DEEPEST = 16;

    /** Many times what the document has: in a tree a value takes fifty times the room of its text. */
    private static final int MOST_VALUES = 20_000;

    /** The scanner copies a line anew for each kilobyte that it has. */
    private static final int LONGEST_LINE = 256 * 1024;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final YAMLFactory YAML = factory();

    private final Findings findings;
    private int values;

    private DocumentTree(Findings findings) {
        this.findings = findings;
    }

    /** The root, or a missing node; what is wrong is added to the findings. */
    static JsonNode read(String text, Findings findings) {
        DocumentTree tree = new DocumentTree(findings);
        if (text.length() > LARGEST) {
            tree.refuse(ReadingRules.TOO_LARGE, "document", "is larger than 1 MiB");
            return MissingNode.getInstance();
        }
        if (hasEndlessLine(text)) {
            tree.refuse(ReadingRules.TOO_LARGE, "document", "has a line of more than 256 KiB");
            return MissingNode.getInstance();
        }
        try (YAMLParser parser = YAML.createParser(text)) {
            JsonNode root = parser.nextToken() == null ? MissingNode.getInstance() : tree.node(parser, "");
            if (parser.nextToken() != null) {
                tree.refuse(ReadingRules.NOT_SINGLE, "document", "is followed by a second one" + line(parser));
            }
            return root;
        } catch (TooManyValues e) {
            tree.refuse(ReadingRules.TOO_LARGE, "document", "has more than " + MOST_VALUES + " values");
        } catch (StreamConstraintsException e) {
            tree.refuse(ReadingRules.TOO_DEEP, "document", "is nested too deep, or has an endless number");
        } catch (JsonProcessingException e) {
            tree.refuse(ReadingRules.NOT_YAML, "document", "is not YAML: " + reason(e));
        } catch (IOException e) {
            throw new IllegalStateException("text in memory cannot be read", e);
        }
        return MissingNode.getInstance();
    }

    private static boolean hasEndlessLine(String text) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            if (end - start > LONGEST_LINE) {
                return true;
            }
            start = end + 1;
        }
        return text.length() - start > LONGEST_LINE;
    }

    private static YAMLFactory factory() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        return YAMLFactory.builder()
                .loaderOptions(options)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LARGEST)
                        .build())
                .build();
    }

    private JsonNode node(YAMLParser parser, String path) throws IOException {
        if (++values > MOST_VALUES) {
            throw new TooManyValues();
        }
        if (parser.isCurrentAlias()) {
            refuse(
                    ReadingRules.ALIAS,
                    at(path),
                    "is the alias " + Excerpt.quoted("*" + parser.getText()) + line(parser));
        }
        if (parser.getTypeId() != null) {
            refuse(ReadingRules.TAG, at(path), "has the tag " + Excerpt.quoted(parser.getTypeId()) + line(parser));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> array(parser, path);
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == YAMLParser.NumberType.INT
                        ? NODES.numberNode(parser.getIntValue())
                        : NODES.numberNode(Double.NaN);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(Double.NaN);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.textNode(parser.getText());
        };
    }

    private ObjectNode object(YAMLParser parser, String path) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String below = path.isEmpty() ? Excerpt.of(key) : path + "." + Excerpt.of(key);
            if (object.has(key)) {
                refuse(ReadingRules.KEY_TWICE, below, "stands here twice" + line(parser));
            }
            parser.nextToken();
            object.set(key, node(parser, below));
        }
        return object;
    }

    private ArrayNode array(YAMLParser parser, String path) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(node(parser, path + "[" + array.size() + "]"));
        }
        return array;
    }

    private void refuse(Rule rule, String path, String message) {
        findings.add(rule, rule.at(path, message));
    }

    private static String at(String path) {
        return path.isEmpty() ? "document" : path;
    }

    private static String line(YAMLParser parser) {
        return " (line " + parser.currentTokenLocation().getLineNr() + ")";
    }

    /** The parser's message without the excerpt of the source behind it. */
    private static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        return Excerpt.of(message)
                + (e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")");
    }

    /** Ends the reading. */
    private static final class TooManyValues extends IOException {
        @Serial
        private static final long serialVersionUID = 1;
    }
}
