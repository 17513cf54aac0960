// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Verdict.Allowed;
import io.github.tachydromos.core.finding.Verdict.Denied;
import io.github.tachydromos.webhook.admission.Ruling.Judged;
import io.github.tachydromos.webhook.admission.Ruling.NotOurs;
import io.github.tachydromos.webhook.admission.Status.Cause;
import io.github.tachydromos.webhook.admission.Status.Details;
import java.util.List;

/** Puts a ruling into the words of the API, within the lengths that it hands on whole. */
final class Answers {
    private static final int UNPROCESSABLE = 422;
    private static final int FORBIDDEN = 403;

    private Answers() {}

    static AdmissionResponse of(String uid, AdmissionRequest request, Ruling ruling) {
        return switch (ruling) {
            case NotOurs() -> new AdmissionResponse(uid, true, null, List.of());
            case Judged(Allowed(var warnings)) ->
                new AdmissionResponse(uid, true, null, AdmissionLimits.warnings(warnings));
            case Judged(Denied(var reasons, var warnings)) ->
                new AdmissionResponse(uid, false, refusal(request, reasons), AdmissionLimits.warnings(warnings));
        };
    }

    /**
     * Invalid makes kubectl print the causes one a line, and kubectl edit open the editor again with them in it; a
     * deletion has no field that could be corrected.
     */
    private static Status refusal(AdmissionRequest request, List<Finding> reasons) {
        boolean deletion = request.operationText().equals("DELETE");
        List<Cause> causes = AdmissionLimits.named(reasons).stream()
                .map(finding -> new Cause(
                        deletion ? "FieldValueForbidden" : "FieldValueInvalid",
                        AdmissionLimits.cut(finding.message() + "; " + finding.hint()),
                        AdmissionLimits.cut(finding.path())))
                .toList();
        return Status.failure(
                deletion ? FORBIDDEN : UNPROCESSABLE,
                deletion ? "Forbidden" : "Invalid",
                AdmissionLimits.message(reasons),
                new Details(request.objectName(), request.kindText(), causes));
    }
}
