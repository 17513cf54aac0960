// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import java.time.Duration;

/** Is told what was asked and how it ended. */
public interface ReviewListener {
    void reviewed(AdmissionRequest request, Ruling ruling, Duration took);

    /** The body was no review. */
    void malformed(String reason);
}
