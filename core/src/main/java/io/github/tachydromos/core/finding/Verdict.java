// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.finding;

import java.util.List;

/** What a review of an author's object concluded. Refusal is a value; an exception means it could not be reviewed. */
public sealed interface Verdict {
    List<Finding> warnings();

    record Allowed(List<Finding> warnings) implements Verdict {
        public Allowed {
            warnings = List.copyOf(warnings);
        }
    }

    /** {@code reasons} is never empty. */
    record Denied(List<Finding> reasons, List<Finding> warnings) implements Verdict {
        public Denied {
            reasons = List.copyOf(reasons);
            warnings = List.copyOf(warnings);
        }
    }
}
