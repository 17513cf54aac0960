// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.finding.Findings;

/** What came of reading a suite document. */
public sealed interface SuiteReading {

    /** It has the keys of a document. Where {@code findings} has a reason, a stand-in is in the place of the value. */
    record Read(Suite suite, Findings findings) implements SuiteReading {}

    /** It is of another schema than {@link Suite#SCHEMA}: neither judged nor applied. */
    record Foreign(String schema) implements SuiteReading {}

    /** It is no document at all; {@code findings} has a reason at least. */
    record Unreadable(Findings findings) implements SuiteReading {}
}
