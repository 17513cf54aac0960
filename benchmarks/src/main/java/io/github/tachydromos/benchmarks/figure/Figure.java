// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.figure;

import java.util.Map;
import java.util.SequencedMap;

/**
 * One figure of the suite beside its yardstick, taken in the same run on the same machine. The keys of the values, the
 * yardstick's values and the aims are the same ones.
 */
public record Figure(
        String name,
        String unit,
        SequencedMap<String, Double> values,
        Yardstick yardstick,
        Ratio ratio,
        Map<String, String> aim,
        SequencedMap<String, Object> circumstances) {

    /** What the values are held against. */
    public record Yardstick(String name, SequencedMap<String, Double> values) {}

    /** What was divided by what. */
    public record Ratio(String meaning, double value) {}
}
