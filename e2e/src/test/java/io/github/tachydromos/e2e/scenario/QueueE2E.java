// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.stranger.ReceivedMail;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QueueE2E {
    private final TestBed bed = RunningSuite.bed();
    private final String pod = bed.release().pod("postfix");

    @Test
    void mailWaitsForAnMxThatIsDownAndOutlivesThePod() throws Exception {
        Letter letter = Letter.of("alice@example.org", "patient-" + UUID.randomUUID() + "@stranger.test");
        bed.stranger().closeDoor();
        try {
            bed.mailClient().submit(bed.account("alice@example.org"), letter);
            Eventually.until("the letter waits", Duration.ofSeconds(60), () -> queue().contains("deferred"));

            bed.kubectl().replacePod(pod, RunningSuite.POD_LIMIT);

            assertThat(queue()).contains(letter.to());
        } finally {
            bed.stranger().openDoor();
        }
        // Postfix looks by itself after a minute (minimal_backoff_time, queue_run_delay of main.cf).
        ReceivedMail mail = bed.stranger().await(letter.to(), letter.id(), Duration.ofSeconds(150));
        assertThat(mail.tls()).isTrue();
    }

    private String queue() throws IOException, InterruptedException {
        return bed.kubectl().exec(pod, "postfix", "postqueue", "-j");
    }
}
