// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What came of reading a body. */
sealed interface ReviewReading {
    ObjectReader REVIEWS = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(AdmissionReview.class);

    /** A request of the version that is spoken here. */
    record Read(String uid, AdmissionRequest request) implements ReviewReading {}

    /** None; the reason quotes nothing of the body, which may hold a key. */
    record Malformed(String reason) implements ReviewReading {}

    static ReviewReading of(@Nullable InputStream body) {
        if (body == null) {
            return new Malformed("body: is empty; send an AdmissionReview");
        }
        AdmissionReview review;
        try {
            review = REVIEWS.readValue(body);
        } catch (IOException e) {
            return new Malformed(
                    "body: is not the JSON of an AdmissionReview; send one of " + AdmissionReview.API_VERSION);
        }
        if (review == null
                || !AdmissionReview.API_VERSION.equals(review.apiVersion())
                || !AdmissionReview.KIND.equals(review.kind())) {
            return new Malformed("apiVersion: is not " + AdmissionReview.API_VERSION + " with kind "
                    + AdmissionReview.KIND + "; send that version");
        }
        AdmissionRequest request = review.request();
        if (request == null) {
            return new Malformed("request: is missing; send what is to be reviewed");
        }
        String uid = request.uid();
        if (uid == null || uid.isEmpty()) {
            return new Malformed("request.uid: is missing; send the uid that the answer is to carry");
        }
        return new Read(uid, request);
    }
}
