// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.finding.Finding;
import java.util.List;

/** What came of reading a suite document. */
public sealed interface SuiteReading {

    /** Nothing is wrong with it. */
    record Accepted(Suite suite) implements SuiteReading {}

    /** It is of another schema than {@link Suite#SCHEMA}: neither judged nor applied. */
    record Foreign(String schema) implements SuiteReading {}

    /** All that is wrong with it; never empty. */
    record Rejected(List<Finding> findings) implements SuiteReading {
        public Rejected {
            findings = List.copyOf(findings);
        }
    }
}
