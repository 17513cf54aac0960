// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import io.github.tachydromos.core.finding.Verdict;

/** What came of a review. */
public sealed interface Ruling {

    /** The object is not one of this release, or the operation none that this program judges: allowed unseen. */
    record NotOurs() implements Ruling {}

    /** It was looked at. */
    record Judged(Verdict verdict) implements Ruling {}
}
