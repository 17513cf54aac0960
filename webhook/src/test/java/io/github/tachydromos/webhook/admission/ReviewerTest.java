// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Verdict.Allowed;
import io.github.tachydromos.core.finding.Verdict.Denied;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.webhook.admission.AdmissionRequest.Kind;
import io.github.tachydromos.webhook.admission.AdmissionRequest.OldObject;
import io.github.tachydromos.webhook.admission.ReviewedObject.Data;
import io.github.tachydromos.webhook.admission.ReviewedObject.Labels;
import io.github.tachydromos.webhook.admission.ReviewedObject.Metadata;
import io.github.tachydromos.webhook.admission.Ruling.Judged;
import io.github.tachydromos.webhook.admission.Ruling.NotOurs;
import io.github.tachydromos.webhook.suite.SuiteDocuments;
import io.github.tachydromos.webhook.tls.TlsSecretRule;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewerTest {
    private static final Ruling ALLOWED = new Judged(new Allowed(List.of()));

    private final Suite inForce = ((Accepted) SuiteJudge.judge(SuiteDocuments.good())).suite();
    private final Reviewer reviewer = reviewer(Optional.of(inForce));

    private Reviewer reviewer(Optional<Suite> suite) {
        return new Reviewer(
                SuiteDocuments.NAMESPACE, SuiteDocuments.NAME, new TlsSecretRule(() -> suite, InstantSource.system()));
    }

    private static List<Finding> reasons(Ruling ruling) {
        return ((Denied) ((Judged) ruling).verdict()).reasons();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE", "UPDATE"})
    void judgesTheDocumentOfTheRelease(String operation) {
        assertThat(reviewer.review(Requests.suite(operation, Requests.holding(SuiteDocuments.good()))))
                .isEqualTo(ALLOWED);
        assertThat(reasons(reviewer.review(Requests.suite(operation, Requests.holding(SuiteDocuments.bad())))))
                .extracting(Finding::path)
                .containsExactly("hostname", "postfix.messageSizeLimitMb");
    }

    @Test
    void refusesAnObjectThatIsNotThere() {
        assertThat(reasons(reviewer.review(Requests.suite("CREATE", null))))
                .extracting(Finding::toString)
                .containsExactly("request.object: is missing; send the object to be judged");
        assertThat(reasons(reviewer.review(Requests.suite("CREATE", new ReviewedObject(null, null)))))
                .extracting(Finding::path)
                .containsExactly("data[suite.yaml]");
    }

    @Test
    void letsFinalizersGoFromAnObjectThatIsBeingDeleted() {
        ReviewedObject going = new ReviewedObject(
                new Metadata("2026-11-25T12:00:00Z", new Labels(null, null)),
                new Data(SuiteDocuments.bad(), null, null, null));

        assertThat(reviewer.review(Requests.suite("UPDATE", going))).isEqualTo(ALLOWED);
    }

    @Test
    void refusesToDeleteTheDocumentOfAnInstalledRelease() {
        OldObject old = new OldObject(new OldObject.Metadata(SuiteDocuments.NAME));

        for (AdmissionRequest deletion : List.of(
                Requests.deletion("somebody", SuiteDocuments.NAME, old),
                Requests.deletion("somebody", "", old))) { // one of a collection
            assertThat(reasons(reviewer.review(deletion)))
                    .extracting(Finding::toString)
                    .containsExactly("metadata.name: \"demo-tachydromos-suite\" is the configuration of an installed"
                            + " release; change its values, or remove the release with helm uninstall");
        }
    }

    @Test
    void doesNotKeepANamespaceThatIsGoingAway() {
        String controller = "system:serviceaccount:kube-system:namespace-controller";

        assertThat(reviewer.review(Requests.deletion(controller, SuiteDocuments.NAME, null)))
                .isEqualTo(ALLOWED);
    }

    @Test
    void leavesAloneWhatIsNotOfThisRelease() {
        ReviewedObject bad = Requests.holding(SuiteDocuments.bad());

        for (AdmissionRequest request : List.of(
                Requests.request("ConfigMap", "other-suite", "CREATE", bad),
                Requests.request("Pod", SuiteDocuments.NAME, "CREATE", bad),
                Requests.request("Secret", "other", "CREATE", bad),
                Requests.suite("CONNECT", bad),
                Requests.deletion("somebody", "", null),
                new AdmissionRequest("1", null, null, null, null, null, null, null, null),
                new AdmissionRequest(
                        "1",
                        new Kind("example.net", "ConfigMap"),
                        null,
                        SuiteDocuments.NAME,
                        SuiteDocuments.NAMESPACE,
                        "CREATE",
                        null,
                        bad,
                        null),
                new AdmissionRequest(
                        "1",
                        new Kind("", "ConfigMap"),
                        null,
                        SuiteDocuments.NAME,
                        "elsewhere",
                        "CREATE",
                        null,
                        bad,
                        null),
                new AdmissionRequest(
                        "1",
                        new Kind("", "ConfigMap"),
                        "status",
                        SuiteDocuments.NAME,
                        SuiteDocuments.NAMESPACE,
                        "UPDATE",
                        null,
                        bad,
                        null))) {
            assertThat(reviewer.review(request)).isEqualTo(new NotOurs());
        }
    }

    @Test
    void onlyWarnsAboutATlsSecret() {
        AdmissionRequest request =
                Requests.request("Secret", SuiteDocuments.MAIL_TLS, "UPDATE", Requests.secret("bm8gcGVt", "***"));

        Ruling ruling = reviewer.review(request);

        assertThat(((Allowed) ((Judged) ruling).verdict()).warnings()).isNotEmpty();
    }

    @Test
    void knowsNoTlsSecretBeforeThereIsADocument() {
        AdmissionRequest request =
                Requests.request("Secret", SuiteDocuments.MAIL_TLS, "UPDATE", Requests.secret(null, null));

        assertThat(reviewer(Optional.empty()).review(request)).isEqualTo(new NotOurs());
    }
}
