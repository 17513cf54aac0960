// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A finding's path is the one that the author wrote, or it names that one. */
class ValuePathTest {
    private static final Path CHART = Path.of("..", "chart");

    /** Fields that no value has: the chart computes them from the release and from other values. */
    private static final Set<String> COMPUTED = Set.of(
            "apiVersion",
            "kind",
            "schema",
            "release.name",
            "release.namespace",
            "postfix.reinjectHost",
            "dovecot.internalHost",
            "rspamd.host",
            "rspamd.dkimRecords",
            "clamav.host",
            "sogo.host",
            "dns.records",
            "certificates.mail",
            "certificates.internalCa",
            "certificates.internalCaKey",
            "certificates.internal",
            "webhook.configuration",
            "webhook.serving",
            "webhook.authority",
            "webhook.dnsNames",
            "credentials",
            "internalSecret");

    static Stream<String> fields() throws IOException {
        List<String> fields = new ArrayList<>();
        collect(
                new YAMLMapper().readTree(SuiteFixture.document()),
                "",
                fields,
                path -> ValuePath.of(path).isPresent());
        return fields.stream();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void isAPathOfTheChartsValues(String field) throws IOException {
        if (COMPUTED.contains(field)) {
            assertThat(ValuePath.of(field)).isEmpty();
        } else {
            assertThat(known()).contains(ValuePath.of(field).orElse(field));
        }
    }

    @Test
    void isThatOfWhatIsInAField() {
        assertThat(ValuePath.of("ldap.bindPassword.secret")).hasValue("ldap.existingSecret");
        assertThat(ValuePath.of("front.webmailHosts[0]")).hasValue("sogo.ingress.hostname");
        assertThat(ValuePath.of("ldap.bindPasswords")).isEmpty();
    }

    /** What values.yaml has, and what the schema knows beyond it. */
    private static List<String> known() throws IOException {
        List<String> known = new ArrayList<>();
        collect(new YAMLMapper().readTree(CHART.resolve("values.yaml").toFile()), "", known, _ -> false);
        JsonNode schema =
                new ObjectMapper().readTree(CHART.resolve("values.schema.json").toFile());
        for (String path : List.of("sogo.ingress.secretName")) {
            JsonNode at = schema;
            for (String key : path.split("\\.")) {
                JsonNode next = at.path("properties").path(key);
                at = next.has("$ref") ? schema.at(next.path("$ref").asText().substring(1)) : next;
            }
            if (!at.isMissingNode()) {
                known.add(path);
            }
        }
        return known;
    }

    /** Paths of what is no mapping, or is not looked into. */
    private static void collect(JsonNode node, String path, List<String> paths, Predicate<String> isWhole) {
        if (node.isObject() && !node.isEmpty() && !isWhole.test(path)) {
            node.properties()
                    .forEach(entry -> collect(
                            entry.getValue(),
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                            paths,
                            isWhole));
        } else {
            paths.add(path);
        }
    }
}
