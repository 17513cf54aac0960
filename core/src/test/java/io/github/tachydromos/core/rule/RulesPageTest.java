// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.finding.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code -Dgolden.update} writes the page anew. */
class RulesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "rules.md");

    @Test
    void listsEveryRule() throws IOException {
        if (Boolean.getBoolean("golden.update") || "".equals(System.getProperty("golden.update"))) {
            Files.writeString(PAGE, page());
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    @Test
    void givesEachRuleAnIdOfItsOwnAWhatAndARemedy() {
        List<Rule> rules = Stream.of(RuleBook.suite(), RuleBook.object(), RuleBook.tls())
                .flatMap(List::stream)
                .toList();

        assertThat(rules).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)+");
            assertThat(rule.what()).matches("(\\p{Lu}|tls\\.|apiVersion ).*\\.");
            assertThat(rule.remedy()).matches("\\p{Ll}.*[^.]");
        });
    }

    private static String page() {
        return """
                <!-- SPDX-License-Identifier: Apache-2.0 -->
                <!-- Written by RulesPageTest from the rules themselves; change them, and run it with -Dgolden.update. -->
                # Rules

                What is refused, what is warned of, and what to do. The webhook, the pre-install and pre-upgrade hook, the
                `validate` command, the sync-sidecar and the cert-rotator ask the same rules, so they all say the same.
                A finding is one line: `path: what is wrong; what to do`. The path is that of the suite document (ConfigMap
                `<fullname>-suite`), which is the value's path too; where the two differ the finding names the value.

                What the document does not show (images, volumes, Services, resources) has no rule here: Helm refuses it by the
                chart's schema, each value with its remedy ([chart/README.md](../chart/README.md#values)).

                ## The suite document

                """ + table(RuleBook.suite(), true) + """

                ## The ConfigMap around it

                What the webhook and the `validate` command say of the object that holds the document.

                """ + table(RuleBook.object(), true) + """

                ## TLS Secrets

                The cert-rotator does not share a Secret of the ingress that breaks one of these and keeps the last good
                certificate; the webhook lets it pass with a warning. Paths are `data[tls.crt]` and `data[tls.key]`.

                """
                + table(RuleBook.tls(), false);
    }

    private static String table(List<Rule> rules, boolean severities) {
        StringBuilder table = new StringBuilder(
                severities
                        ? "| id | | when | what to do |\n|---|---|---|---|\n"
                        : "| id | when | what to do |\n|---|---|---|\n");
        for (Rule rule : rules) {
            String severity = severities ? rule.severity().name().toLowerCase(Locale.ROOT) + " | " : "";
            table.append(
                    "| `" + rule.id() + "` | " + severity + cell(rule.what()) + " | " + cell(rule.remedy()) + " |\n");
        }
        return table.toString();
    }

    /** A name in angle brackets or with an asterisk is not to be read as a mark. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*").replace("<", "\\<").replace("_", "\\_");
    }
}
