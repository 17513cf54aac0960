// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * JSON schemas of the objects of Kubernetes and of the Gateway API, made from their own documents: those that kubeconform
 * fetches by itself are on a web site. A field that a schema does not name is an error.
 *
 * @param openapi Kubernetes' OpenAPI documents, one for each group and version
 * @param crds the Gateway API's CustomResourceDefinitions
 */
record KubernetesSchemas(Path openapi, Path crds) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STABLE = Pattern.compile("apis?__(.+__)?v[0-9]+_openapi\\.json");
    private static final String KINDS = "x-kubernetes-group-version-kind";

    /** Of the versions that the work tree pins. */
    static KubernetesSchemas in(Workspace workspace) throws IOException, InterruptedException {
        String folders = Command.of(workspace.path("cluster/programs/schemas").toString())
                .run()
                .text();
        List<Path> found = folders.lines().map(Path::of).toList();
        return new KubernetesSchemas(found.getFirst(), found.getLast());
    }

    /** Writes them, and says by which pattern kubeconform finds a kind among them. */
    String write(Path folder) throws IOException {
        try (var files = Files.list(openapi)) {
            for (Path file : files.toList()) {
                if (STABLE.matcher(file.getFileName().toString()).matches()) {
                    document(file, folder);
                }
            }
        }
        try (var files = Files.list(crds)) {
            for (Path file : files.filter(name -> name.toString().endsWith("routes.yaml"))
                    .toList()) {
                definition(JSON.valueToTree(new Yaml().load(Files.readString(file))), folder);
            }
        }
        return folder + "/{{.Group}}_{{.ResourceAPIVersion}}_{{.ResourceKind}}.json";
    }

    /** The document stays one file; a kind is a file that refers to it. */
    private static void document(Path file, Path folder) throws IOException {
        JsonNode document = JSON.readTree(file.toFile());
        document.at("/components/schemas").forEach(KubernetesSchemas::close);
        Path copy = folder.resolve(file.getFileName());
        JSON.writeValue(copy.toFile(), document);
        for (var schema : document.at("/components/schemas").properties()) {
            for (JsonNode kind : schema.getValue().path(KINDS)) {
                ObjectNode reference = JSON.createObjectNode()
                        .put("$ref", copy.getFileName() + "#/components/schemas/" + schema.getKey());
                write(
                        folder,
                        kind.path("group").asText(),
                        kind.path("version").asText(),
                        kind.path("kind").asText(),
                        reference);
            }
        }
    }

    private static void definition(JsonNode definition, Path folder) throws IOException {
        JsonNode spec = definition.path("spec");
        for (JsonNode version : spec.path("versions")) {
            JsonNode schema = version.at("/schema/openAPIV3Schema");
            close(schema);
            write(
                    folder,
                    spec.path("group").asText(),
                    version.path("name").asText(),
                    spec.at("/names/kind").asText(),
                    schema);
        }
    }

    private static void write(Path folder, String group, String version, String kind, JsonNode schema)
            throws IOException {
        // kubeconform takes the version for the group where there is none
        String name =
                "%s_%s_%s.json".formatted(group.isEmpty() ? version : group, version, kind.toLowerCase(Locale.ROOT));
        JSON.writeValue(folder.resolve(name).toFile(), schema);
    }

    /** Lets nothing in that is not named, at any depth. */
    private static void close(JsonNode schema) {
        schema.path("properties").forEach(KubernetesSchemas::close);
        close(schema, "items");
        close(schema, "additionalProperties");
        if (schema instanceof ObjectNode object
                && schema.has("properties")
                && !schema.has("additionalProperties")
                && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
    }

    private static void close(JsonNode schema, String below) {
        if (schema.path(below).isObject()) {
            close(schema.path(below));
        }
    }
}
