// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {
    @Test
    void goesOnAfterAnAttemptThatFailed() throws Exception {
        AtomicInteger attempts = new AtomicInteger();

        int found = Eventually.value("the third attempt", Duration.ofSeconds(5), () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("not yet");
            }
            return Optional.of(attempts.get());
        });

        assertThat(found).isEqualTo(3);
    }

    @Test
    void namesTheConditionAndTheLastFailure() {
        assertThatThrownBy(() -> Eventually.until("port 25 answers", Duration.ZERO, () -> {
                    throw new IOException("connection refused");
                }))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("not within 0 s: port 25 answers: connection refused");
    }
}
