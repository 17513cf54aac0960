// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.webhook.suite.SuiteDocuments;
import java.io.IOException;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom the webhook serves, and with which certificate. */
class ServingIT {
    private ControlPlane controlPlane;
    private Installation installation;

    @BeforeEach
    void start() throws Exception {
        controlPlane = new ControlPlane();
        controlPlane.start();
        installation = new Installation(controlPlane);
    }

    @AfterEach
    void stop() throws Exception {
        installation.close();
        controlPlane.stop();
    }

    @Test
    void isNotReadyBeforeThereIsACertificate() throws Exception {
        WebhookProcess webhook = installation.startWebhook(Map.of());
        Eventually.soon("the program answers", () -> webhook.status("/health/liveness") == 200);
        Eventually.soon(
                "it has looked for its Secret",
                () -> webhook.page("/health/readiness").contains("the Secret does not exist"));
        assertThat(webhook.status("/health/readiness")).isEqualTo(503);
        assertThat(inClearText(webhook.port())).doesNotContain("HTTP/1.1");

        installation.rotate();

        webhook.awaitReady();
    }

    @Test
    void asksForACertificateWhereItIsKnownWhoIssuesIt() throws Exception {
        installation.rotate();
        WebhookProcess webhook =
                installation.startWebhook(Map.of("TACHYDROMOS_CLIENT_CA", installation.authority.pem()));
        webhook.awaitReady();
        X509Certificate authority = installation.authority.certificate();
        TlsBundle own = installation.authority.leaf("apiserver");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", own.key(), null, new X509Certificate[] {own.leaf()});
        String review = Caller.review(SuiteDocuments.good());

        assertThat(new Caller(webhook.port(), Caller.trusting(authority, Optional.of(store)))
                        .post(review)
                        .code())
                .isEqualTo(200);
        Caller stranger = new Caller(webhook.port(), Caller.trusting(authority, Optional.empty()));
        assertThatThrownBy(() -> stranger.post(review)).isInstanceOf(IOException.class);
    }

    private static String inClearText(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
