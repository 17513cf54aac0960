// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void takesThe198thOf200AsTheirP99() {
        Samples samples = new Samples(
                IntStream.rangeClosed(1, 200).mapToObj(i -> (double) (201 - i)).toList());

        assertThat(samples.p50AndP99()).containsEntry("p50", 100.0).containsEntry("p99", 198.0);
    }

    @Test
    void takesTheOnlyOneForEachPercentile() {
        Samples samples = new Samples(List.of(7.0));

        assertThat(samples.percentile(1)).isEqualTo(7.0);
        assertThat(samples.percentile(100)).isEqualTo(7.0);
    }

    @Test
    void refusesToJudgeNothing() {
        assertThatThrownBy(() -> new Samples(List.of())).hasMessage("nothing was measured");
    }
}
