// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Verdict.Allowed;
import io.github.tachydromos.core.finding.Verdict.Denied;
import io.github.tachydromos.webhook.admission.Ruling.Judged;
import io.github.tachydromos.webhook.admission.Ruling.NotOurs;
import io.github.tachydromos.webhook.admission.Status.Cause;
import io.github.tachydromos.webhook.admission.Status.Details;
import io.github.tachydromos.webhook.suite.SuiteDocuments;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Finding HOSTNAME =
            new Finding("host-name", "hostname", "\"mail\" is not qualified", "write it as mail.example.org");
    private static final Finding SIZE = new Finding(
            "number-range", "postfix.messageSizeLimitMb", "0 is out of range", "set a number from 1 to 2047");
    private static final AdmissionRequest UPDATE = Requests.suite("UPDATE", null);

    private static AdmissionResponse answer(AdmissionRequest request, Ruling ruling) {
        return Answers.of("uid-1", request, ruling);
    }

    @Test
    void repeatsTheUid() {
        assertThat(answer(UPDATE, new NotOurs())).isEqualTo(new AdmissionResponse("uid-1", true, null, List.of()));
    }

    @Test
    void namesEachFaultInTheMessageAndAsACause() {
        AdmissionResponse response = answer(UPDATE, new Judged(new Denied(List.of(HOSTNAME, SIZE), List.of(HOSTNAME))));

        assertThat(response.allowed()).isFalse();
        assertThat(response.warnings()).containsExactly(HOSTNAME.toString());
        assertThat(response.status())
                .isEqualTo(Status.failure(
                        422,
                        "Invalid",
                        HOSTNAME + "\n" + SIZE,
                        new Details(
                                SuiteDocuments.NAME,
                                "ConfigMap",
                                List.of(
                                        new Cause(
                                                "FieldValueInvalid",
                                                "\"mail\" is not qualified; write it as mail.example.org",
                                                "hostname"),
                                        new Cause(
                                                "FieldValueInvalid",
                                                "0 is out of range; set a number from 1 to 2047",
                                                "postfix.messageSizeLimitMb")))));
    }

    @Test
    void forbidsADeletion() {
        AdmissionRequest deletion = Requests.deletion("somebody", SuiteDocuments.NAME, null);

        Status status = answer(deletion, new Judged(new Denied(List.of(HOSTNAME), List.of())))
                .status();

        assertThat(status.code()).isEqualTo(403);
        assertThat(status.reason()).isEqualTo("Forbidden");
    }

    @Test
    void keepsWarningsSoShortThatTheApiServerCutsNone() {
        Finding longOne = new Finding("a", "x".repeat(300), "y\u0007\n".repeat(200), "z");
        AdmissionResponse response = answer(UPDATE, new Judged(new Allowed(Collections.nCopies(1000, longOne))));

        assertThat(response.warnings())
                .allSatisfy(warning ->
                        assertThat(warning).hasSizeLessThanOrEqualTo(256).doesNotContainPattern("\\p{Cntrl}"));
        assertThat(String.join("", response.warnings())).hasSizeLessThanOrEqualTo(4096);
        assertThat(response.warnings().getLast())
                .isEqualTo("and 985 more; see them with the validate command on the manifests");
        assertThat(response.warnings().getFirst()).endsWith("…");
    }

    @Test
    void namesNoMoreFaultsThanAnybodyReads() {
        Status status = answer(UPDATE, new Judged(new Denied(Collections.nCopies(5000, SIZE), List.of())))
                .status();

        assertThat(status.details().causes()).hasSize(100);
        assertThat(status.message().lines()).hasSize(101).last().isEqualTo("and 4900 more");
    }

    @Test
    void cutsNoCharacterInTwo() {
        Finding finding = new Finding("a", "p".repeat(252), "😀".repeat(100), "z");

        assertThat(AdmissionLimits.warnings(List.of(finding)).getFirst()).isEqualTo("p".repeat(252) + ": …");
    }
}
