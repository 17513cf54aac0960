// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import io.micronaut.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code metav1.Status}: the form in which the Kubernetes API, and so kubectl and Helm, understand a refusal. */
public record Status(
        String apiVersion,
        String kind,
        String status,
        String message,
        String reason,
        int code,
        @Nullable Details details) {

    static Status failure(int code, String reason, String message, @Nullable Details details) {
        return new Status("v1", "Status", "Failure", message, reason, code, details);
    }

    /** A refusal of HTTP itself. */
    static Status failure(HttpStatus code, String message) {
        return failure(code.getCode(), code.getReason().replace(" ", ""), message, null);
    }

    /** Which object, and one cause for each finding. */
    public record Details(String name, String kind, List<Cause> causes) {
        public Details {
            causes = List.copyOf(causes);
        }
    }

    /** One fault at one field. */
    public record Cause(String reason, String message, String field) {}
}
