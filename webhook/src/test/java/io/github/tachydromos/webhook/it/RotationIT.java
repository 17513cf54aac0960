// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.webhook.suite.SuiteDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The serving certificate changes under constant calls, and nobody notices. */
class RotationIT {
    private static final int ROTATIONS = 25;

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

    @Test
    void losesNoCallWhileTheCertificateChanges() throws Exception {
        installation.rotate();
        WebhookProcess webhook = installation.startWebhook(Map.of());
        webhook.awaitReady();
        installation.register();
        ConfigMap good = Installation.suite(SuiteDocuments.good());
        installation.suites().resource(good).create();
        SSLContext tls = Caller.trusting(installation.authority.certificate(), Optional.empty());
        String review = Caller.review(SuiteDocuments.good());
        Caller kept = new Caller(webhook.port(), tls);

        try (SSLSocket open = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", webhook.port());
                Calls calls = new Calls()) {
            assertThat(ask(open, review)).contains("\"allowed\":true");
            calls.repeat(() -> installation.suites().resource(good).dryRun().update() != null);
            calls.repeat(() -> kept.post(review).response().path("allowed").asBoolean());
            calls.repeat(() -> new Caller(webhook.port(), tls)
                    .post(review)
                    .response()
                    .path("allowed")
                    .asBoolean());
            for (int i = 0; i < ROTATIONS; i++) {
                TlsBundle leaf = installation.rotate();
                Eventually.soon(
                        "the new leaf is served",
                        () -> served(tls, webhook.port()).equals(leaf.leaf()));
            }
            assertThat(ask(open, review)).contains("\"allowed\":true");
            calls.stop();

            assertThat(calls.failed).isEmpty();
            assertThat(calls.made.get()).isGreaterThan(100);
            System.out.println(ROTATIONS + " rotations under " + calls.made.get() + " calls");
        }
    }

    private static String inClearText(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private static X509Certificate served(SSLContext tls, int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** One request on a connection that stays open. */
    private static String ask(SSLSocket socket, String body) throws IOException {
        String head = "POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("}}") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + answer);
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    /** Calls without a pause between them, and which of them failed. */
    private static final class Calls implements AutoCloseable {
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final AtomicInteger made = new AtomicInteger();
        private final ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();
        private final List<CompletableFuture<Void>> callers = new ArrayList<>();

        void repeat(Callable<Boolean> call) {
            callers.add(CompletableFuture.runAsync(
                    () -> {
                        while (running.get()) {
                            made.incrementAndGet();
                            try {
                                if (!call.call()) {
                                    failed.add("refused");
                                }
                            } catch (Exception e) {
                                failed.add(e.toString());
                            }
                        }
                    },
                    Thread::startVirtualThread));
        }

        void stop() {
            running.set(false);
            callers.forEach(CompletableFuture::join);
        }

        @Override
        public void close() {
            stop();
        }
    }
}
