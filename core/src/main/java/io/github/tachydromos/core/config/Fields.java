// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.tachydromos.core.finding.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads the fields of one mapping of the document. Each fault becomes a finding and a stand-in value, so that one
 * pass tells all of them; {@link #end} tells the keys that nobody asked for.
 */
final class Fields {
    private static final int SHOWN = 60;
    private static final Pattern ACCESS_LINE = Pattern.compile("[!-~]+[ \\t]+[!-~].*");

    private final String path;
    private final JsonNode node;
    private final List<Finding> findings;
    private final Set<String> known = new HashSet<>();

    Fields(String path, JsonNode node, List<Finding> findings) {
        this.path = path;
        this.findings = findings;
        this.node = node.isObject() ? node : MissingNode.getInstance();
        if (!node.isObject() && !node.isMissingNode()) {
            findings.add(new Finding(path, "is " + kind(node) + ", not a mapping", "give it keys and values"));
        }
    }

    /** A mapping below this one. */
    Fields mapping(String key) {
        return new Fields(path(key), required(key), findings);
    }

    /** One line of text without control characters, possibly empty. */
    String line(String key) {
        String text = text(key);
        if (text.chars().anyMatch(Character::isISOControl)) {
            refuse(key, "has a line break or another control character: " + quoted(text), "keep it on one line");
            return "";
        }
        return text;
    }

    /** Text of any number of lines. */
    String text(String key) {
        JsonNode value = required(key);
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isTextual()) {
            refuse(key, "is " + kind(value) + ", not text", "put it in quotes");
            return "";
        }
        return value.textValue();
    }

    /** A line that must satisfy {@code accepted}. */
    String line(String key, Predicate<String> accepted, String what, String hint) {
        String text = line(key);
        if (!text.isEmpty() && !accepted.test(text)) {
            refuse(key, quoted(text) + " is not " + what, hint);
        } else if (node.path(key).isTextual() && node.path(key).textValue().isEmpty()) {
            refuse(key, "is empty", hint);
        }
        return text;
    }

    /** The same, where empty means "not set". */
    String optionalLine(String key, Predicate<String> accepted, String what, String hint) {
        String text = line(key);
        if (!text.isEmpty() && !accepted.test(text)) {
            refuse(key, quoted(text) + " is not " + what, hint);
        }
        return text;
    }

    /** Lines of an access table: {@code pattern result}, comments and empty lines (access(5)). */
    String accessTable(String key) {
        String text = text(key);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String bare = line.strip();
            boolean comment = bare.isEmpty() || bare.startsWith("#");
            if (!comment
                    && (line.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))
                            || !ACCESS_LINE.matcher(line).matches())) {
                refuse(
                        key,
                        "line " + number + " is not a line of an access table: " + quoted(line),
                        "write a pattern, a space and a result, as in \"mail.example.net OK\"");
            }
        }
        return text;
    }

    /** A name of a Kubernetes object, never empty. */
    String objectName(String key) {
        return line(key, Syntax::isObjectName, "the name of an object", "use lower case letters, digits, '-' and '.'");
    }

    boolean flag(String key) {
        JsonNode value = required(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            refuse(key, "is " + kind(value) + ", not a boolean", "set it to true or false, without quotes");
        }
        return value.booleanValue();
    }

    int number(String key, int least, int most) {
        JsonNode value = required(key);
        if (value.isMissingNode()) {
            return least;
        }
        if (!value.isInt()) {
            refuse(key, "is " + kind(value) + ", not a whole number", "set a number from " + least + " to " + most);
            return least;
        }
        if (value.intValue() < least || value.intValue() > most) {
            refuse(key, value.intValue() + " is out of range", "set a number from " + least + " to " + most);
        }
        return value.intValue();
    }

    List<Network> networks(String key) {
        return list(key, (item, at) -> {
            var network = item.isTextual() ? Network.parse(item.textValue()) : Optional.<Network>empty();
            if (network.isEmpty()) {
                findings.add(new Finding(
                        at, quoted(item.asText()) + " is not a network", "write it as 192.0.2.0/24 or 2001:db8::/32"));
            }
            return network.orElse(new Network(""));
        });
    }

    List<String> lines(String key) {
        return list(key, (item, at) -> {
            String text = item.isTextual() ? item.textValue() : "";
            if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
                findings.add(new Finding(at, "is not a line of text", "put it in quotes, on one line"));
            }
            return text;
        });
    }

    <T> List<T> mappings(String key, Function<Fields, T> reader) {
        return list(key, (item, at) -> {
            Fields fields = new Fields(at, item, findings);
            T value = reader.apply(fields);
            fields.end();
            return value;
        });
    }

    private <T> List<T> list(String key, ItemReader<T> reader) {
        JsonNode value = required(key);
        List<T> items = new ArrayList<>();
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                items.add(reader.read(value.get(i), path(key) + "[" + i + "]"));
            }
        } else if (!value.isMissingNode()) {
            refuse(key, "is " + kind(value) + ", not a list", "write one item a line, each behind '- '");
        }
        return items;
    }

    /** Tells the keys that this mapping should not have. */
    void end() {
        for (var key : (Iterable<String>) node::fieldNames) {
            if (!known.contains(key)) {
                refuse(shown(key), "is not a key of the suite document", "remove it, or correct its spelling");
            }
        }
    }

    void refuse(String key, String message, String hint) {
        findings.add(new Finding(path(key), message, hint));
    }

    private JsonNode required(String key) {
        known.add(key);
        JsonNode value = node.path(key);
        if (value.isMissingNode() && !node.isMissingNode()) {
            refuse(key, "is missing", "add it; the chart writes every key");
        }
        return value;
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** For a message: quoted, without control characters, not longer than a reader needs. */
    static String quoted(String text) {
        return "\"" + shown(text) + "\"";
    }

    private static String shown(String text) {
        String safe = text.codePoints()
                .limit(SHOWN)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.length() > SHOWN ? safe + "…" : safe;
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
