// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.figure;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Measured values in ascending order. */
public final class Samples {
    private final double[] ascending;

    public Samples(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        ascending = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** By nearest rank: a value that was measured, never one between two. */
    public double percentile(int percent) {
        int rank = Math.max(1, Math.ceilDiv(percent * ascending.length, 100));
        return ascending[rank - 1];
    }

    public List<Double> ascending() {
        return Arrays.stream(ascending).boxed().toList();
    }

    public double median() {
        return percentile(50);
    }

    public SequencedMap<String, Double> p50AndP99() {
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        values.put("p50", percentile(50));
        values.put("p99", percentile(99));
        return values;
    }
}
