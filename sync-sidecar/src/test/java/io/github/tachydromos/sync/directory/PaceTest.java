// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void triesAgainSoonAndThenLessAndLessOften() {
        assertThat(Pace.NORMAL.retry(1)).isEqualTo(Duration.ofMillis(200));
        assertThat(Pace.NORMAL.retry(2)).isEqualTo(Duration.ofMillis(400));
        assertThat(Pace.NORMAL.retry(8)).isEqualTo(Duration.ofMillis(25_600));
        assertThat(Pace.NORMAL.retry(9)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Pace.NORMAL.retry(1_000_000)).isEqualTo(Duration.ofSeconds(30));
    }
}
