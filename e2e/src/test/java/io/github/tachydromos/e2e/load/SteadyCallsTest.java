// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SteadyCallsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void countsWhatSucceededAndKeepsEachFailure() throws Exception {
        AtomicInteger count = new AtomicInteger();

        SteadyCalls calls = SteadyCalls.start("odd", 100, () -> {
            if (count.incrementAndGet() % 2 == 0) {
                throw new IOException("even");
            }
        });
        try (calls) {
            Eventually.until("twenty calls", LIMIT, () -> count.get() >= 20);
        }

        assertThat(calls.succeeded() + calls.failures().size()).isEqualTo(count.get());
        assertThat(calls.failures()).hasSizeGreaterThanOrEqualTo(10).allMatch(failure -> failure.contains("even"));
    }

    @Test
    void goesOnWhileACallHangs() throws Exception {
        AtomicInteger count = new AtomicInteger();

        try (SteadyCalls calls = SteadyCalls.start("first hangs", 100, () -> {
            if (count.incrementAndGet() == 1) {
                Eventually.until("ten more", LIMIT, () -> count.get() > 10);
            }
        })) {
            Eventually.until("all succeed", LIMIT, () -> calls.succeeded() > 10);
        }
    }
}
