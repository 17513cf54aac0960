// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule about a whole document, as a pure function.
 *
 * @param reads paths of the fields that it looks at; it is not asked while one of them could not be read
 */
record SuiteRule(Rule rule, List<String> reads, Function<Suite, Stream<Finding>> findings) {
    SuiteRule {
        reads = List.copyOf(reads);
    }
}
