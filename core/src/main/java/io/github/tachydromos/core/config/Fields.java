// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Findings;
import io.github.tachydromos.core.finding.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads the fields of one mapping of the document. Each fault becomes a finding and a stand-in value, so that one
 * pass tells all of them; {@link #end} tells the keys that nobody asked for.
 */
final class Fields {
    /** Stands for an item that is no network: it holds nobody. */
    private static final Network NOBODY = new Network("0.0.0.0/32");

    private static final int LONGEST_LIST = 1000;

    private final String path;
    private final JsonNode node;
    private final Findings findings;
    private final Set<String> known = new HashSet<>();

    Fields(String path, JsonNode node, Findings findings) {
        this.path = path;
        this.findings = findings;
        this.node = node.isObject() ? node : MissingNode.getInstance();
        if (!node.isObject() && !node.isMissingNode()) {
            add(ReadingRules.TYPE, path, "is " + kind(node) + ", not a mapping", "give it keys and values");
        }
    }

    /** A mapping below this one, read whole. */
    <T> T mapping(String key, Function<Fields, T> reader) {
        return whole(new Fields(path(key), required(key), findings), reader);
    }

    /** One line of text without control characters, possibly empty. */
    String line(String key) {
        String text = text(key);
        if (text.chars().anyMatch(Character::isISOControl)) {
            refuse(ReadingRules.CONTROL, key, "has a control character or a line break: " + Excerpt.quoted(text));
            return "";
        }
        return text;
    }

    /** A line of the given shape. */
    String line(String key, Shape shape) {
        if (node.path(key).isTextual() && node.path(key).textValue().isEmpty()) {
            known.add(key);
            refuse(ReadingRules.EMPTY, key, "is empty", shape.rule().remedy());
            return "";
        }
        return optionalLine(key, shape);
    }

    /** The same, where empty means "not set". */
    String optionalLine(String key, Shape shape) {
        String text = line(key);
        if (!text.isEmpty() && !shape.accepts().test(text)) {
            refuse(shape.rule(), key, Excerpt.quoted(text) + " is not " + shape.what());
        }
        return text;
    }

    /** Texts of many lines under names of the given shape. */
    SortedMap<String, String> texts(String key, Shape name) {
        return mapping(key, texts -> {
            var all = new TreeMap<String, String>();
            for (var entry : (Iterable<String>) texts.node::fieldNames) {
                if (name.accepts().test(entry)) {
                    all.put(entry, texts.text(entry));
                } else {
                    texts.known.add(entry);
                    refuse(name.rule(), key, Excerpt.quoted(entry) + " is not " + name.what());
                }
            }
            return all;
        });
    }

    /** Lines of an access table, as they were written. */
    String accessTable(String key, AccessTable table) {
        String text = text(key);
        table.judge(text, path(key), findings);
        return text;
    }

    boolean flag(String key) {
        JsonNode value = required(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            refuse(
                    ReadingRules.TYPE,
                    key,
                    "is " + kind(value) + ", not a boolean",
                    "set it to true or false, without quotes");
        }
        return value.booleanValue();
    }

    int number(String key, int least, int most) {
        JsonNode value = required(key);
        String hint = "set a number from " + least + " to " + most;
        if (value.isMissingNode()) {
            return least;
        }
        if (!value.isInt()) {
            refuse(ReadingRules.TYPE, key, "is " + kind(value) + ", not a whole number", hint);
            return least;
        }
        if (value.intValue() < least || value.intValue() > most) {
            refuse(ReadingRules.RANGE, key, value.intValue() + " is out of range", hint);
        }
        return value.intValue();
    }

    List<Network> networks(String key) {
        return list(key, (item, at) -> {
            String text = item.isTextual() ? item.textValue() : "";
            Optional<Network> network = Network.parse(text);
            if (network.isEmpty()) {
                String shown = item.isTextual() ? Excerpt.quoted(text) : kind(item);
                add(ReadingRules.NETWORK, at, shown + " is not a network", ReadingRules.NETWORK.remedy());
            }
            network.flatMap(Network::withoutHostBits)
                    .ifPresent(corrected -> add(
                            ReadingRules.HOST_BITS,
                            at,
                            Excerpt.quoted(text) + " has bits set behind its prefix",
                            "write " + corrected.text() + " if that is what you mean"));
            return network.orElse(NOBODY);
        });
    }

    /** One empty line stands for lines that could not be read. */
    List<String> lines(String key, Shape shape) {
        List<String> lines = list(key, (item, at) -> {
            String text = item.isTextual() ? item.textValue() : "";
            if (!shape.accepts().test(text)) {
                String shown = item.isTextual() ? Excerpt.quoted(text) : kind(item);
                add(
                        shape.rule(),
                        at,
                        shown + " is not " + shape.what(),
                        shape.rule().remedy());
            }
            return text;
        });
        return node.path(key).isArray() ? lines : List.of("");
    }

    <T> List<T> mappings(String key, Function<Fields, T> reader) {
        return list(key, (item, at) -> whole(new Fields(at, item, findings), reader));
    }

    private static <T> T whole(Fields fields, Function<Fields, T> reader) {
        T value = reader.apply(fields);
        fields.end();
        return value;
    }

    private <T> List<T> list(String key, ItemReader<T> reader) {
        JsonNode value = required(key);
        List<T> items = new ArrayList<>();
        if (value.isArray()) {
            if (value.size() > LONGEST_LIST) {
                refuse(ReadingRules.LIST_TOO_LONG, key, "has " + value.size() + " items");
            }
            for (int i = 0; i < Math.min(value.size(), LONGEST_LIST); i++) {
                items.add(reader.read(value.get(i), path(key) + "[" + i + "]"));
            }
        } else if (!value.isMissingNode()) {
            refuse(
                    ReadingRules.TYPE,
                    key,
                    "is " + kind(value) + ", not a list",
                    "write one item a line, each behind '- '");
        }
        return items;
    }

    /** Tells the keys that this mapping should not have. */
    void end() {
        for (var key : (Iterable<String>) node::fieldNames) {
            if (!known.contains(key)) {
                refuse(ReadingRules.KEY_UNKNOWN, Excerpt.of(key), "is not a key of the suite document");
            }
        }
    }

    private JsonNode required(String key) {
        known.add(key);
        JsonNode value = node.path(key);
        if (value.isMissingNode() && !node.isMissingNode()) {
            refuse(ReadingRules.KEY_MISSING, key, "is missing");
        }
        return value;
    }

    private String text(String key) {
        JsonNode value = required(key);
        if (!value.isMissingNode() && !value.isTextual()) {
            refuse(ReadingRules.TYPE, key, "is " + kind(value) + ", not text", "put it in quotes");
        }
        return value.isTextual() ? value.textValue() : "";
    }

    private void refuse(Rule rule, String key, String message) {
        refuse(rule, key, message, rule.remedy());
    }

    private void refuse(Rule rule, String key, String message, String hint) {
        add(rule, path(key), message, hint);
    }

    private void add(Rule rule, String at, String message, String hint) {
        findings.add(rule, rule.at(at, message, hint));
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case BOOLEAN -> "a boolean";
            case NULL -> "empty";
            case NUMBER -> "a number";
            case OBJECT, POJO -> "a mapping";
            case STRING -> "text";
            case BINARY, MISSING -> "something else";
        };
    }

    private interface ItemReader<T> {
        T read(JsonNode item, String path);
    }
}
