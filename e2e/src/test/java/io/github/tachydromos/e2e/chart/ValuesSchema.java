// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.Yaml;

/** Makes values.schema.json: the types that the values name, put where the values are. Nothing unnamed is let in. */
final class ValuesSchema {
    private static final String DEFINITION = "#/definitions/";

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final JsonNode types;

    ValuesSchema(String types) {
        this.types = json.valueToTree(new Yaml().load(types));
    }

    String of(ChartValue values) throws JsonProcessingException {
        ObjectNode schema = json.createObjectNode()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("$comment", "SPDX-License-Identifier: Apache-2.0. Written by \"make generate\"; edits are lost.")
                .put("title", "Values of the Tachydromos chart");
        schema.setAll(mapping(values, MissingNode.getInstance()));
        schema.set("definitions", types);
        return json.writeValueAsString(schema) + "\n";
    }

    /** What a value may be: by its own annotation, or as the type of the mapping above it says. */
    private ObjectNode schema(ChartValue value, JsonNode inherited) {
        JsonNode type = value.schema().isEmpty() ? inherited : annotated(value);
        ObjectNode schema = value.isWhole() ? whole(value, type) : mapping(value, resolved(type));
        if (!value.text().isEmpty()) {
            schema.put("description", value.text());
        }
        if (!value.document().isEmpty()) {
            schema.put("x-document", value.document());
        }
        return schema;
    }

    private ObjectNode whole(ChartValue value, JsonNode type) {
        if (value.text().isEmpty()) {
            throw new IllegalArgumentException(value.path() + ": no comment; write what it is for after \"# -- \"");
        }
        if (type instanceof ObjectNode named) {
            return named.deepCopy();
        }
        if (!value.byDefault().isBoolean()) {
            throw new IllegalArgumentException(
                    value.path() + ": no type; name one of value-types.yaml after \"# @schema\"");
        }
        return json.createObjectNode().put("type", "boolean");
    }

    /** A key that may not be null has a default, so it is missing only if the user has taken that away. */
    private ObjectNode mapping(ChartValue value, JsonNode type) {
        ObjectNode schema = json.createObjectNode().put("type", "object").put("additionalProperties", false);
        if (type instanceof ObjectNode named) {
            schema.setAll(named.deepCopy());
        }
        var required = json.createArrayNode();
        var properties = schema.withObjectProperty("properties");
        for (ChartValue child : value.below()) {
            properties.set(child.key(), schema(child, properties.path(child.key())));
            if (!mayBeNull(properties.path(child.key()))) {
                required.add(child.key());
            }
        }
        schema.set("required", required);
        return schema;
    }

    private JsonNode annotated(ChartValue value) {
        if (value.schema().startsWith("{")) {
            return json.valueToTree(new Yaml().load(value.schema()));
        }
        if (!types.has(value.schema())) {
            throw new IllegalArgumentException(value.path() + ": no such type in value-types.yaml: " + value.schema());
        }
        return json.createObjectNode().put("$ref", DEFINITION + value.schema());
    }

    private JsonNode resolved(JsonNode type) {
        return type.has("$ref") ? types.path(type.path("$ref").asText().substring(DEFINITION.length())) : type;
    }

    private boolean mayBeNull(JsonNode type) {
        for (JsonNode word : resolved(type).path("type")) {
            if (word.asText().equals("null")) {
                return true;
            }
        }
        return false;
    }
}
