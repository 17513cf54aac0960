// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.webhook.suite.SuiteDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both programs as they are: the cert-rotator changes the webhook's certificate under constant calls, and nobody notices. */
class RotationIT {
    private static final int ROTATIONS = 200;
    private static final String ALLOWED = "\"allowed\":true";
    private static final String HOST = "webhook.tachydromos.test";

    private ControlPlane controlPlane;
    private Installation installation;

    @BeforeEach
    void start() throws Exception {
        controlPlane = new ControlPlane();
        controlPlane.start();
        installation = new Installation(controlPlane);
        controlPlane.output("sh", "-c", "echo " + installation.hostAddress() + " " + HOST + " >> /etc/hosts");
    }

    @AfterEach
    void stop() throws Exception {
        installation.close();
        controlPlane.stop();
    }

    @Test
    void losesNoCallInTwoHundredForcedRotations() throws Exception {
        String document = SuiteDocuments.good()
                .replace("dnsNames: [demo-tachydromos-webhook.mail.svc,", "dnsNames: [localhost, " + HOST + ",");
        ConfigMap good = Installation.suite(document);
        installation.suites().resource(good).create();
        try (RotatorProcess rotator = RotatorProcess.start(installation.administratorsKubeconfig())) {
            WebhookProcess webhook = installation.startWebhook(Map.of());
            webhook.awaitReady();
            installation.registerAt(HOST);
            SSLContext tls = Caller.trusting(authority(), Optional.empty());
            String review = Caller.review(document);
            Caller kept = new Caller("localhost", webhook.port(), tls);

            try (SSLSocket open = (SSLSocket) tls.getSocketFactory().createSocket("localhost", webhook.port());
                    Calls calls = new Calls()) {
                assertThat(ask(open, review)).contains(ALLOWED);
                calls.repeat(() -> installation.suites().resource(good).dryRun().update() != null);
                calls.repeat(() -> allowed(kept, review));
                calls.repeat(() -> allowed(new Caller("localhost", webhook.port(), tls), review));
                long begin = System.nanoTime();
                Set<X509Certificate> leaves = rotate(
                        () -> served(tls, webhook.port()),
                        () -> assertThat(ask(open, review)).contains(ALLOWED));
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                assertThat(ask(open, review)).contains(ALLOWED);
                calls.stop();

                System.out.println(ROTATIONS + " rotations in " + took + " under " + calls.made.get() + " calls");
                assertThat(calls.failed).as(rotator.log()).isEmpty();
                assertThat(calls.made.get()).isGreaterThan(ROTATIONS);
                assertThat(leaves).hasSize(ROTATIONS + 1);
            }
        }
    }

    /** A connection from before the first rotation; one that says nothing would be ended. */
    @FunctionalInterface
    private interface OpenConnection {
        void speak() throws IOException;
    }

    /** Orders each rotation as an operator does, when the one before is served; returns all leaves that were. */
    private Set<X509Certificate> rotate(Callable<X509Certificate> served, OpenConnection open) throws Exception {
        Set<X509Certificate> leaves = new HashSet<>(Set.of(served.call()));
        for (int i = 1; i <= ROTATIONS; i++) {
            String order = String.valueOf(i);
            serving().edit(secret -> {
                secret.getMetadata().getAnnotations().put("tachydromos.io/rotate", order);
                return secret;
            });
            Eventually.soon("a new leaf is served", () -> leaves.add(served.call()));
            open.speak();
        }
        return leaves;
    }

    private Resource<Secret> serving() {
        return installation.admin.secrets().inNamespace(Installation.NAMESPACE).withName(Installation.SERVING);
    }

    private X509Certificate authority() throws Exception {
        return Pem.certificates(
                        Base64.getDecoder().decode(serving().get().getData().get("ca.crt")))
                .getFirst();
    }

    private static boolean allowed(Caller caller, String review) throws IOException, InterruptedException {
        return caller.post(review).response().path("allowed").asBoolean();
    }

    private static X509Certificate served(SSLContext tls, int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", port)) {
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
}
