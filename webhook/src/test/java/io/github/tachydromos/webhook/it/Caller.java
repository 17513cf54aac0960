// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Speaks to the webhook as the API server does. */
final class Caller {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final URI server;

    Caller(int port, SSLContext tls) {
        this("127.0.0.1", port, tls);
    }

    Caller(String host, int port, SSLContext tls) {
        client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        server = URI.create("https://" + host + ":" + port);
    }

    /** Trusts this authority, and shows this key pair if asked. */
    static SSLContext trusting(X509Certificate authority, Optional<KeyStore> own) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManager[] keys = null;
        if (own.isPresent()) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own.get(), null);
            keys = factory.getKeyManagers();
        }
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys, trust.getTrustManagers(), null);
        return tls;
    }

    /** An answer and how long it took. */
    record Answer(int code, String body, Duration took) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        JsonNode response() throws IOException {
            return json().path("response");
        }
    }

    Answer post(String body) throws IOException, InterruptedException {
        return post(BodyPublishers.ofString(body));
    }

    Answer post(BodyPublisher body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve("/validate"))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(body)
                .build());
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(path)).timeout(LIMIT).build());
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** A review of the suite's ConfigMap with this document. */
    static String review(String document) {
        ObjectNode review = JSON.createObjectNode();
        review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode request = review.putObject("request");
        request.put("uid", "uid-1")
                .put("name", Installation.suite("").getMetadata().getName())
                .put("namespace", Installation.NAMESPACE)
                .put("operation", "UPDATE");
        request.putObject("kind").put("group", "").put("version", "v1").put("kind", "ConfigMap");
        ObjectNode object = request.putObject("object");
        object.putObject("metadata")
                .putObject("labels")
                .put("tachydromos.io/config", "suite")
                .put("tachydromos.io/schema", "1");
        object.putObject("data").put("suite.yaml", document);
        return review.toString();
    }

    static List<String> paths(JsonNode response) {
        return response.at("/status/details/causes").findValuesAsText("field");
    }
}
