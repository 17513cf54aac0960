// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.sync.daemon.Probe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    private static final Probe.Look WELL = () -> {};
    private static final Probe.Look REFUSED = () -> {
        throw new IOException("connection refused");
    };

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Acceptance acceptance = new Acceptance(new PrintStream(told, true, UTF_8));

    @Test
    void doesNotTryWhatNeedsAServiceThatIsAway() {
        acceptance.ask(Service.POSTFIX, new Trial("postfix answers", Set.of(), WELL));
        acceptance.ask(Service.DOVECOT, new Trial("dovecot answers", Set.of(), REFUSED));

        acceptance.tryAll(List.of(
                new Trial("mail in", Set.of(Service.POSTFIX, Service.DOVECOT), REFUSED),
                new Trial("no relay", Set.of(Service.POSTFIX), WELL)));

        assertThat(acceptance.summary()).isFalse();
        assertThat(told.toString(UTF_8)).isEqualTo("""
                        passed     postfix answers
                        FAILED     dovecot answers: connection refused
                        not tried  mail in: dovecot does not answer
                        passed     no relay
                        2 passed, 1 failed, 1 not tried
                        """);
    }

    @Test
    void isNoFailureIfSomethingWasNotToBeTried() {
        acceptance.tryAll(List.of(new Trial("no relay", Set.of(Service.POSTFIX), WELL)));
        acceptance.leaveOut("logins", "nobody is named");

        assertThat(acceptance.summary()).isTrue();
    }
}
