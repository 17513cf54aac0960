// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Verdict;
import io.github.tachydromos.core.finding.Verdict.Allowed;
import io.github.tachydromos.core.finding.Verdict.Denied;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuiteObjectRuleTest {
    private static SuiteObject object(@Nullable String document) {
        return new SuiteObject(SuiteDocuments.NAME, SuiteDocuments.NAMESPACE, "suite", "1", document);
    }

    private static List<String> reasons(Verdict verdict) {
        return ((Denied) verdict).reasons().stream().map(Finding::toString).toList();
    }

    @Test
    void allowsWhatTheChartRenders() {
        assertThat(SuiteObjectRule.judge(object(SuiteDocuments.good()))).isEqualTo(new Allowed(List.of()));
    }

    @Test
    void tellsAllFaultsOfADocumentAtOnce() {
        Verdict verdict = SuiteObjectRule.judge(object(SuiteDocuments.bad()));

        assertThat(((Denied) verdict).reasons())
                .extracting(Finding::path)
                .containsExactly("hostname", "postfix.messageSizeLimitMb");
        assertThat(SuiteObjectRule.document(SuiteDocuments.bad())).isEqualTo(verdict);
    }

    @Test
    void refusesAnObjectWithoutADocument() {
        assertThat(reasons(SuiteObjectRule.judge(object(null))))
                .containsExactly("data[suite.yaml]: is missing; put the suite document into data[suite.yaml]");
        assertThat(reasons(SuiteObjectRule.judge(object("  \n")))).hasSize(1);
    }

    @Test
    void letsADocumentOfAnotherSchemaPassAndSaysSo() {
        assertThat(SuiteObjectRule.judge(object(SuiteDocuments.foreign())).warnings())
                .extracting(Finding::toString)
                .containsExactly(
                        "schema: 2 is not judged by this version, which knows 1; upgrade the programs with the document");
    }

    @Test
    void refusesLabelsByWhichNobodyWouldKnowTheObject() {
        String document = SuiteDocuments.good();

        assertThat(reasons(SuiteObjectRule.judge(
                        new SuiteObject(SuiteDocuments.NAME, SuiteDocuments.NAMESPACE, null, "2", document))))
                .containsExactly(
                        "metadata.labels[tachydromos.io/config]: is missing; set it to \"suite\"",
                        "metadata.labels[tachydromos.io/schema]: is \"2\"; set it to \"1\"");
    }

    @Test
    void refusesTheDocumentOfAnotherRelease() {
        String document = SuiteDocuments.good();

        assertThat(reasons(SuiteObjectRule.judge(new SuiteObject("other-suite", "elsewhere", "suite", "1", document))))
                .containsExactly(
                        "release.fullname: belongs to \"demo-tachydromos-suite\", but metadata.name is \"other-suite\";"
                                + " put each release's document into its own ConfigMap",
                        "release.namespace: belongs to \"mail\", but metadata.namespace is \"elsewhere\";"
                                + " put each release's document into its own ConfigMap");
    }

    @Test
    void asksForNoNamespaceWhereAManifestNamesNone() {
        SuiteObject object = new SuiteObject(SuiteDocuments.NAME, null, "suite", "1", SuiteDocuments.good());

        assertThat(SuiteObjectRule.judge(object)).isEqualTo(new Allowed(List.of()));
    }
}
