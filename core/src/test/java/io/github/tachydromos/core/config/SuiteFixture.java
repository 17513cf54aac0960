// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The suite document that tests change; no rule has anything to say of it but its example names. */
public final class SuiteFixture {
    private static final YAMLMapper YAML = new YAMLMapper();

    private SuiteFixture() {}

    public static String document() {
        try (var in = SuiteFixture.class.getResourceAsStream("/suite.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document with one text in the place of another, which must be there. */
    public static String with(String from, String to) {
        String document = document();
        if (!document.contains(from)) {
            throw new AssertionError("the sample document has no \"" + from + "\"");
        }
        int at = document.indexOf(from);
        return document.substring(0, at) + to + document.substring(at + from.length());
    }

    /** The document with the fields of this YAML in the place of its own. */
    public static String changedBy(String yaml) throws IOException {
        return changedBy(document(), yaml);
    }

    /** Another document with the fields of this YAML in the place of its own. */
    public static String changedBy(String text, String yaml) throws IOException {
        var document = (ObjectNode) YAML.readTree(text);
        lay(YAML.readTree(yaml), document);
        return YAML.writeValueAsString(document);
    }

    private static void lay(JsonNode changes, ObjectNode over) {
        for (var change : changes.properties()) {
            if (change.getValue().isObject() && over.get(change.getKey()) instanceof ObjectNode deeper) {
                lay(change.getValue(), deeper);
            } else {
                over.set(change.getKey(), change.getValue());
            }
        }
    }
}
