// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.webhook.suite.SuiteObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what is to be judged in a text: a suite document, or the ConfigMaps with one among manifests. */
final class Manifests {
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---(?:[ \\t].*)?$");
    private static final String CONFIG_MAP = "ConfigMap";

    /** The keys by which a text is a suite document, however wrong the rest of it is. */
    private static final Pattern HEADER =
            Pattern.compile("(?m)^(?:schema[ \\t]*:|apiVersion[ \\t]*:.*tachydromos\\.io)");

    private final YAMLMapper yaml = new YAMLMapper();

    /** Never empty. */
    List<Subject> subjects(Source source) throws Unreadable {
        List<Subject> subjects = new ArrayList<>();
        List<String> parts = SEPARATOR
                .splitAsStream(source.text())
                .filter(part -> !part.isBlank())
                .toList();
        if (!parts.isEmpty() && isDocument(source, parts.getFirst())) {
            // As the webhook sees it: whatever follows is a fault of the document.
            return List.of(new Subject.Document(source.name(), source.text()));
        }
        for (String part : parts) {
            JsonNode root = tree(source, part);
            if (isDocument(source, part)) {
                subjects.add(new Subject.Document(source.name(), part));
            } else if (root.path("kind").asText().equals("List")) {
                root.path("items").forEach(item -> add(item, subjects));
            } else {
                add(root, subjects);
            }
        }
        if (subjects.isEmpty()) {
            throw new Unreadable(source.name()
                    + ": holds no suite document; give one, or manifests with the ConfigMap of a release");
        }
        return subjects;
    }

    private boolean isDocument(Source source, String part) throws Unreadable {
        if (HEADER.matcher(part).find()) {
            return true;
        }
        JsonNode root = tree(source, part);
        return root.has("schema")
                || root.path("kind").asText().equals("Suite")
                || root.path("apiVersion").asText().startsWith("tachydromos.io");
    }

    private JsonNode tree(Source source, String part) throws Unreadable {
        try {
            return yaml.readTree(part);
        } catch (JsonProcessingException e) {
            throw new Unreadable(source.name() + ": is not YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse("") + "; correct the syntax");
        }
    }

    private static void add(JsonNode object, List<Subject> subjects) {
        JsonNode metadata = object.path("metadata");
        String name = metadata.path("name").asText();
        JsonNode labels = metadata.path("labels");
        String config = text(labels.path(SuiteObject.CONFIG_LABEL));
        String document = text(object.path("data").path(Suite.KEY));
        boolean named = name.endsWith(SuiteObject.SUFFIX) && document != null;
        if (object.path("kind").asText().equals(CONFIG_MAP) && (SuiteObject.CONFIG.equals(config) || named)) {
            subjects.add(new Subject.ConfigMap(
                    CONFIG_MAP + " " + name,
                    new SuiteObject(
                            name,
                            text(metadata.path("namespace")),
                            config,
                            text(labels.path(SuiteObject.SCHEMA_LABEL)),
                            document)));
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
