// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import org.jspecify.annotations.Nullable;

/** The envelope in both directions, admission.k8s.io/v1; what no field here names is skipped unread. */
public record AdmissionReview(
        @Nullable String apiVersion,
        @Nullable String kind,
        @Nullable AdmissionRequest request,
        @Nullable AdmissionResponse response) {
    static final String API_VERSION = "admission.k8s.io/v1";
    static final String KIND = "AdmissionReview";

    static AdmissionReview answer(AdmissionResponse response) {
        return new AdmissionReview(API_VERSION, KIND, null, response);
    }
}
