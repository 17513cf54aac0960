// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.Judgement.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that cannot be read is told once, and no rule takes the stand-in for what the author wrote. */
class StandInTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String RICH = SuiteFixture.document()
            .replace("example.org", "acme.eu")
            .replace("podNetworks: []", "podNetworks: [10.42.0.0/16, 10.43.0.0/16]")
            .replace("relayNetworks: []", "relayNetworks: [192.0.2.0/24]")
            .replace("trustedProxies: []", "trustedProxies: [192.0.2.7]")
            .replace("loginTrustedNetworks: []", "loginTrustedNetworks: [198.51.100.0/24]")
            .replace("{smtp: false", "{smtp: true")
            .replace("{imap: false", "{imap: true")
            .replace("port: 389", "port: 636")
            .replace("mode: starttls", "mode: ldaps")
            .replace("relayhost: \"\"", "relayhost: \"[smtp.acme.eu]:587\"")
            .replace("spf: \"\"", "spf: v=spf1 include:spf.acme.eu -all")
            .replace("addresses: []", "addresses: [192.0.2.25]")
            .replace("relayhostSecret: \"\"", "relayhostSecret: relay")
            .replace("heloWhitelist: \"\"", "heloWhitelist: \"mail.acme.eu OK\"");

    static Stream<String> pointers() throws Exception {
        List<String> pointers = new ArrayList<>();
        collect(YAML.readTree(RICH), "", pointers);
        pointers.remove("/schema");
        return pointers.stream();
    }

    @ParameterizedTest
    @MethodSource("pointers")
    void tellsAWrongTypeAtItsPathOnly(String pointer) throws Exception {
        assertOnlyToldAt(pointer, broken(pointer, (parent, key) -> {
            JsonNode value = parent.at(JsonPointer.compile("/" + key));
            set(
                    parent,
                    key,
                    value.isNumber() ? JsonNodeFactory.instance.textNode("x") : JsonNodeFactory.instance.numberNode(7));
        }));
    }

    @ParameterizedTest
    @MethodSource("pointers")
    void tellsAMissingKeyAtItsPathOnly(String pointer) throws Exception {
        if (!pointer.matches(".*/\\d+")) {
            assertOnlyToldAt(pointer, broken(pointer, (parent, key) -> ((ObjectNode) parent).remove(key)));
        }
    }

    private static void assertOnlyToldAt(String pointer, String document) {
        String path = pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');

        assertThat(findings(document))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.path()).isEqualTo(path));
    }

    private static String broken(String pointer, BiConsumer<ContainerNode<?>, String> change) throws Exception {
        JsonNode root = YAML.readTree(RICH);
        JsonPointer at = JsonPointer.compile(pointer);
        change.accept((ContainerNode<?>) root.at(at.head()), at.last().getMatchingProperty());
        return YAML.writeValueAsString(root);
    }

    private static void set(ContainerNode<?> parent, String key, JsonNode value) {
        switch (parent) {
            case ObjectNode object -> object.set(key, value);
            case ArrayNode array -> array.set(Integer.parseInt(key), value);
            default -> throw new AssertionError(parent);
        }
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        if (!pointer.isEmpty()) {
            pointers.add(pointer);
        }
        node.properties().forEach(entry -> collect(entry.getValue(), pointer + "/" + entry.getKey(), pointers));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, pointers);
            }
        }
    }

    private static List<Finding> findings(String document) {
        return switch (SuiteJudge.judge(document)) {
            case Rejected rejected ->
                Stream.of(rejected.reasons(), rejected.warnings())
                        .flatMap(List::stream)
                        .toList();
            case Accepted accepted -> accepted.warnings();
            case Judgement.Foreign foreign -> throw new AssertionError(foreign);
        };
    }
}
