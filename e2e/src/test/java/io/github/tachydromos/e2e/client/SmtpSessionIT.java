// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.e2e.stranger.Stranger;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

class SmtpSessionIT {
    private static final String NAME = "mx.stranger.test";

    private static final GenericContainer<?> SERVER = new GenericContainer<>(Stranger.IMAGE)
            .withExposedPorts(25)
            .withCreateContainerCmdModifier(command -> command.withHostName(NAME))
            .waitingFor(Wait.forLogMessage("open\\n", 1));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void sendsAMailUnderTls() throws Exception {
        Letter letter = Letter.of("a@example.org", "b@stranger.test").withText("first\r\n.second\r\n..third");

        try (SmtpSession session = open()) {
            assertThat(session.greeting().code()).isEqualTo(220);
            assertThat(session.ehlo().offers("STARTTLS")).isTrue();
            assertThat(session.startTls(pinned()).offers("STARTTLS")).isFalse();
            assertThat(session.mail(letter.from()).accepted()).isTrue();
            assertThat(session.rcpt(letter.to()).accepted()).isTrue();
            assertThat(session.data(letter.content()).accepted()).isTrue();
        }

        assertThat(SERVER.execInContainer("sh", "-c", "cat /var/mail/*.json").getStdout())
                .contains("\"tls\": true")
                .contains("\\r\\n\\r\\nfirst\\r\\n.second\\r\\n..third\\r\\n\"");
    }

    @Test
    void tellsARefusalFromAnAcceptance() throws Exception {
        try (SmtpSession session = open()) {
            session.ehlo();

            SmtpReply reply = session.rcpt("b@stranger.test");

            assertThat(reply.refused()).isTrue();
            assertThat(reply.code()).isEqualTo(503);
        }
    }

    @Test
    void trustsOnlyTheCertificateItWasGiven() throws Exception {
        try (SmtpSession session = open()) {
            session.ehlo();
            PinnedTls other = PinnedTls.trusting("other.test", certificate());

            assertThatThrownBy(() -> session.startTls(other)).isInstanceOf(SSLHandshakeException.class);
        }
    }

    private static SmtpSession open() throws Exception {
        return SmtpSession.open(SERVER.getHost(), SERVER.getMappedPort(25));
    }

    private static PinnedTls pinned() throws Exception {
        return PinnedTls.trusting(NAME, certificate());
    }

    private static byte[] certificate() throws Exception {
        return SERVER.execInContainer("cat", "/run/certificate.pem").getStdout().getBytes(StandardCharsets.US_ASCII);
    }
}
