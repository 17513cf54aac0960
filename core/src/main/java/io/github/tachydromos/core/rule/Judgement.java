// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Finding;
import java.util.List;

/** What the judge says of a suite document. */
public sealed interface Judgement {

    /** It may be applied. */
    record Accepted(Suite suite, List<Finding> warnings) implements Judgement {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /** It is of another schema than {@link Suite#SCHEMA}: neither judged nor applied. */
    record Foreign(String schema) implements Judgement {}

    /** It must not be applied; {@code reasons} is all that is wrong with it and never empty. */
    record Rejected(List<Finding> reasons, List<Finding> warnings) implements Judgement {
        public Rejected {
            reasons = List.copyOf(reasons);
            warnings = List.copyOf(warnings);
        }
    }
}
