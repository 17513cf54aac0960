// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.ApiProxy.Answer;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.suite.TestBed;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One bad day in the order in which it goes by: no webhook answers, an operator helps himself, all comes back. */
@TestMethodOrder(OrderAnnotation.class)
class WebhookGoneE2E {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Workspace WORKSPACE = Workspace.find();
    private static final TestBed BED = RunningSuite.bed();
    private static final Kubectl KUBECTL = BED.kubectl();
    private static final SuiteObject SUITE = SuiteObject.ofTheRunningSuite();
    private static final SuiteDocument DOCUMENT = new SuiteDocument(KUBECTL, BED.release());

    private static JsonNode good;
    private static SteadyMail mail;

    @BeforeAll
    static void takeAllPodsAway() throws Exception {
        good = SUITE.read();
        mail = SteadyMail.start(BED);
        KUBECTL.run("scale", "deployment", BED.release().object("webhook"), "--replicas=0");
        Eventually.until(
                "no pod of the webhook answers",
                LIMIT,
                () -> KUBECTL.run("get", "pods", "--selector=app.kubernetes.io/component=webhook", "--output=name")
                        .isEmpty());
    }

    @Test
    @Order(1)
    void onlyTheDocumentIsBlocked() throws Exception {
        Answer refusal = SUITE.replace(documentOf(good));

        assertThat(refusal.status()).isEqualTo(500);
        assertThat(refusal.body()).contains("failed calling webhook \\\"suite.tachydromos.io\\\"");
    }

    @Test
    @Order(2)
    void whatElseIsWrittenInTheNamespaceIsNotBlocked() throws Exception {
        KUBECTL.run("create", "configmap", "another-suite", "--from-literal=suite.yaml=x");
        KUBECTL.run("label", "configmap", "another-suite", "tachydromos.io/config=suite");
        KUBECTL.run("delete", "configmap", "another-suite");
        KUBECTL.run("create", "secret", "generic", "another", "--from-literal=a=b");
        KUBECTL.run("delete", "secret", "another");
        // A TLS Secret that the webhook is asked about, only to warn.
        KUBECTL.run("annotate", "secret", BED.release().object("mail-tls"), "example.net/seen=yes", "--overwrite");
    }

    @Test
    @Order(3)
    void otherNamespacesAreNotBlocked() throws Exception {
        Kubectl elsewhere = Kubectl.in("default");

        elsewhere.run("create", "configmap", SUITE.name(), "--from-literal=suite.yaml=x");
        elsewhere.run("delete", "configmap", SUITE.name());
    }

    @Test
    @Order(4)
    void theDocumentedWayOutLeadsOutAndTheSidecarsDoNotApplyWhatGetsIn() throws Exception {
        List<PodState> pods = List.of(RunningSuite.pod("postfix"), RunningSuite.pod("dovecot"));
        List<String> kept = List.of(pods.get(0).kept(), pods.get(1).kept());

        breakTheGlass();
        String spoiled = SuiteDocument.spoiled(documentOf(good));
        Eventually.until(
                "the API server asks nobody",
                LIMIT,
                () -> SUITE.apply(good, spoiled).ok());

        assertThat(SUITE.document()).isEqualTo(spoiled);
        for (String daemon : List.of("postfix", "dovecot")) {
            Eventually.until(
                    "readiness of " + daemon + " names every fault",
                    LIMIT,
                    () -> DOCUMENT.readiness(daemon).namesAllFaults());
            assertThat(DOCUMENT.readiness(daemon).status()).isEqualTo(200);
            Eventually.until("an Event names every fault", LIMIT, () -> DOCUMENT.eventsThatNameAllFaults(daemon) > 0);
        }
        assertThat(List.of(pods.get(0).kept(), pods.get(1).kept())).isEqualTo(kept);
        RunningSuite.deliver(BED);
    }

    /** What docs/operations.md says, word for word but for the names of the release. */
    private static void breakTheGlass() throws Exception {
        String page = Files.readString(WORKSPACE.path("docs/operations.md"));
        var command = Pattern.compile(
                        "(?m)^kubectl (delete validatingwebhookconfiguration) mail-tachydromos-webhook\\.mail$")
                .matcher(page);
        assertThat(command.find()).isTrue();
        String[] words = command.group(1).split(" ");

        KUBECTL.run(words[0], words[1], configuration());
    }

    @Test
    @Order(5)
    void theNextUpgradeBringsItBack() throws Exception {
        assertThat(SUITE.apply(good, documentOf(good)).ok()).isTrue();

        Helm.in(WORKSPACE).install(BED.release(), WORKSPACE.path("e2e/demo-values.yaml"));

        CorpusDocument bad = CorpusDocument.refused().getFirst();
        Eventually.until(
                "the webhook refuses again",
                LIMIT,
                () -> SuiteObject.findings(SUITE.tryReplace(bad.text())).equals(bad.reasons()));
        assertThat(SUITE.tryReplace(documentOf(good)).ok()).isTrue();
    }

    /** An accident of another kind: the document was lost while nobody was asked. Whoever makes it anew is judged. */
    @Test
    @Order(6)
    void aDeletedDocumentIsMadeAnewOnlyByAGoodOne() throws Exception {
        JsonNode configuration = KUBECTL.get("validatingwebhookconfiguration", configuration());
        KUBECTL.run("delete", "validatingwebhookconfiguration", configuration());
        Eventually.until("it can be deleted", LIMIT, () -> SUITE.delete().ok());
        recreate(configuration);

        for (CorpusDocument bad : CorpusDocument.refused()) {
            Answer refusal = SUITE.create(good, bad.text());
            assertThat(SuiteObject.findings(refusal)).as(refusal.body()).isEqualTo(bad.reasons());
        }
        assertThat(SUITE.exists()).isFalse();
        RunningSuite.deliver(BED);
        assertThat(SUITE.apply(good, documentOf(good)).ok()).isTrue();
    }

    private static void recreate(JsonNode configuration) throws Exception {
        Answer made = RunningSuite.api()
                .apply(
                        "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/" + configuration()
                                + "?fieldManager=helm&force=true",
                        SuiteObject.copy(configuration));
        assertThat(made.ok()).as(made.body()).isTrue();
        Eventually.until(
                "the webhook is asked about a creation",
                LIMIT,
                () -> SUITE.tryCreate(good, CorpusDocument.refused().getFirst().text())
                                .status()
                        == 422);
    }

    private static String configuration() {
        return BED.release().object("webhook") + "." + BED.release().namespace();
    }

    private static String documentOf(JsonNode object) {
        return object.path("data").path("suite.yaml").asText();
    }

    @AfterAll
    static void mailHasFlowed() throws Exception {
        if (!SUITE.exists() || !SUITE.document().equals(documentOf(good))) {
            KUBECTL.run("delete", "validatingwebhookconfiguration", configuration(), "--ignore-not-found");
            Eventually.until(
                    "the good document is back",
                    LIMIT,
                    () -> SUITE.apply(good, documentOf(good)).ok());
            Helm.in(WORKSPACE).install(BED.release(), WORKSPACE.path("e2e/demo-values.yaml"));
        }
        for (String daemon : List.of("postfix", "dovecot")) {
            Eventually.until(
                    "the faults are gone",
                    LIMIT,
                    () -> !DOCUMENT.readiness(daemon).namesAllFaults());
        }
        mail.assertFlowed();
    }
}
