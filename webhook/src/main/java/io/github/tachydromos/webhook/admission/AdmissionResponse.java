// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verdict on the request with the same {@code uid}; {@code status} says why it was refused. */
public record AdmissionResponse(
        String uid, boolean allowed, @Nullable Status status, List<String> warnings) {
    public AdmissionResponse {
        warnings = List.copyOf(warnings);
    }
}
