// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import io.github.tachydromos.benchmarks.figure.Figure;
import java.util.List;

/** Measures one subject and its yardstick in the same run. */
public interface Scenario {
    List<Figure> measure() throws Exception;
}
