// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.e2e.cluster.ApiProxy.Answer;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.suite.TestBed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who writes the suite document of the running suite past Helm's own gates is stopped by the webhook. */
class WebhookGateE2E {
    private static final int UNPROCESSABLE = 422;
    private static final int FORBIDDEN = 403;

    private static final TestBed BED = RunningSuite.bed();
    private static final SuiteObject SUITE = SuiteObject.ofTheRunningSuite();

    private static SteadyMail mail;
    private static String version;
    private static JsonNode good;

    @BeforeAll
    static void remember() throws Exception {
        mail = SteadyMail.start(BED);
        good = SUITE.read();
        version = SUITE.version();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesAReplacement(CorpusDocument bad) throws Exception {
        assertRefused(SUITE.replace(bad.text()), bad);
    }

    /** The object is there: but whether it may be created is asked before that is told. */
    @ParameterizedTest
    @MethodSource("refused")
    void refusesACreation(CorpusDocument bad) throws Exception {
        assertRefused(SUITE.create(good, bad.text()), bad);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void takesAGoodOne(CorpusDocument document) throws Exception {
        Answer answer = SUITE.tryReplace(document.text());

        assertThat(answer.ok()).as(answer.body()).isTrue();
        assertThat(answer.warnings()).containsAll(document.warnings());
    }

    @Test
    void refusesADeletionWhileTheReleaseIsInstalled() throws Exception {
        Answer answer = SUITE.delete();

        assertThat(answer.status()).isEqualTo(FORBIDDEN);
        assertThat(answer.json().path("message").asText())
                .contains("metadata.name: \"" + SUITE.name() + "\" is the configuration of an installed release; ")
                .contains("helm uninstall");
        assertThat(SUITE.exists()).isTrue();
    }

    /** Each of these changes nothing but the document: Helm goes on with the other objects. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter-scores-out-of-order",
                "delimiter-of-two-characters",
                "helo-entry-without-action",
                "postmaster-is-the-technical-account",
                "relay-networks-hold-the-world",
                "login-networks-hold-the-world"
            })
    void refusesAnUpgradeWithoutHooks(String fault) throws Exception {
        Path values = Workspace.find().path("chart/ci/refused/" + fault + ".yaml");

        Command.Output helm = Helm.in(Workspace.find())
                .command(
                        "upgrade",
                        BED.release(),
                        List.of(Workspace.find().path("e2e/demo-values.yaml"), values),
                        "--no-hooks",
                        "--skip-schema-validation",
                        "--force-conflicts")
                .answer();

        assertThat(helm.exit()).isNotZero();
        assertThat(helm.errors().replace("\\\"", "\""))
                .contains(CorpusDocument.refused(fault).reasons());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hostname-has-one-label",
                "directory-tls-mode-unknown",
                "ptr-entry-is-a-bare-code",
                "trusted-proxies-hold-the-world"
            })
    void refusesAnEdit(String fault, @TempDir Path folder) throws Exception {
        CorpusDocument bad = CorpusDocument.refused(fault);
        KubectlEdit edit = new KubectlEdit(BED.kubectl(), folder);

        Command.Output kubectl = edit.to("configmap", SUITE.name(), SUITE.edited(bad.text()));

        assertThat(kubectl.exit()).isNotZero();
        assertThat(kubectl.errors()).contains("configmaps \"" + SUITE.name() + "\" is invalid");
        assertThat(edit.shownAgain()).contains(bad.reasons());
    }

    static List<CorpusDocument> refused() {
        return CorpusDocument.refused();
    }

    static List<CorpusDocument> accepted() {
        return CorpusDocument.accepted();
    }

    private static void assertRefused(Answer answer, CorpusDocument bad) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(UNPROCESSABLE);
        assertThat(SuiteObject.findings(answer)).isNotEmpty().isEqualTo(bad.reasons());
        assertThat(answer.json().path("message").asText())
                .isEqualTo("admission webhook \"suite.tachydromos.io\" denied the request: "
                        + String.join("\n", bad.reasons()));
    }

    @AfterAll
    static void nothingHasChanged() throws Exception {
        assertThat(SUITE.version()).isEqualTo(version);
        mail.assertFlowed();
    }
}
