// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tachydromos.core.finding.Finding;
import org.junit.jupiter.api.Test;

class HelmWordsTest {
    private static HelmWords words(String text) {
        return new HelmWords(text.lines().toList());
    }

    @Test
    void findsThePlacesThatTheSchemaRefuses() {
        assertThat(words("""
                Error: values don't meet the specifications of the schema(s) in the following chart(s):
                tachydromos:
                - at '/postfix/trustedProxies/1': 'a b' does not match pattern '^[0-9./]+$'
                - at '': additional properties 'sql' not allowed

                """).findings())
                .extracting(Finding::path, Finding::message)
                .containsExactly(
                        tuple("postfix.trustedProxies[1]", "'a b' does not match pattern '^[0-9./]+$'"),
                        tuple("values", "additional properties 'sql' not allowed"));
    }

    @Test
    void findsWhatATemplateRefuses() {
        assertThat(words("""
                Error: execution error at (tachydromos/templates/webhook/configuration.yaml:3:4):\s
                postfix.relayHost: is a key that nobody knows; remove it
                ldap.host: is missing; set a host, or two; three

                Use --debug flag to render out invalid YAML
                """).findings())
                .containsExactly(
                        new Finding("values-template", "postfix.relayHost", "is a key that nobody knows", "remove it"),
                        new Finding("values-template", "ldap.host", "is missing", "set a host, or two; three"));
    }

    @Test
    void findsNothingInValuesThatHelmCouldNotRead() {
        HelmWords words =
                words("Error: failed to parse bad.yaml: error converting YAML to JSON: yaml: line 1: did not find");

        assertThat(words.findings()).isEmpty();
        assertThat(words.reason()).startsWith("failed to parse bad.yaml: ");
    }
}
