// SPDX-License-Identifier: Apache-2.0
/** AdmissionReview v1: what the API server asks, and what it is answered. */
@NullMarked
package io.github.tachydromos.webhook.admission;

import org.jspecify.annotations.NullMarked;
