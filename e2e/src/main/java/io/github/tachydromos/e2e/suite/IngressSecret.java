// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tachydromos.e2e.certificate.BrokenPair;
import io.github.tachydromos.e2e.certificate.BrokenPair.Content;
import io.github.tachydromos.e2e.certificate.LeafOrder;
import io.github.tachydromos.e2e.certificate.TestAuthority;
import io.github.tachydromos.e2e.certificate.TlsPair;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.ServedLeaves;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The TLS Secret of the ingress, which cert-manager or an operator keeps and the suite shares. */
public record IngressSecret(TestBed bed, String name) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** By the name that values.yaml gives it unless told otherwise. */
    public static IngressSecret of(TestBed bed) {
        return new IngressSecret(bed, "tachydromos-certificate");
    }

    /** A certificate that is served, and how long that took from the first step of writing it. */
    public record Renewed(X509Certificate leaf, Duration delay) {}

    /** Brings a new certificate of this run's authority and waits until all six ports show it. */
    public Renewed renew() throws Exception {
        TlsPair pair = pair();
        long start = System.nanoTime();
        write(Content.of(pair));
        Eventually.until(
                "the new certificate is served on all six ports",
                LIMIT,
                () -> ServedLeaves.allAre(pair.leaf(), bed.endpoints(), bed.tls()));
        return new Renewed(pair.leaf(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** Brings a new certificate and waits for nothing. */
    public X509Certificate bring() throws Exception {
        TlsPair pair = pair();
        write(Content.of(pair));
        return pair.leaf();
    }

    private TlsPair pair() throws GeneralSecurityException {
        return TestAuthority.ofThisRun().issue(LeafOrder.of(bed.tls().hostname()));
    }

    /** Brings a broken pair and waits for the Event that names its fault. */
    public String refusal(BrokenPair broken) throws Exception {
        Set<String> before = events().keySet();
        write(broken.content(bed.tls().hostname()));
        return Eventually.value(
                "an Event on the Secret names the fault: " + broken.fault(),
                LIMIT,
                () -> events().entrySet().stream()
                        .filter(event -> !before.contains(event.getKey()))
                        .map(Map.Entry::getValue)
                        .filter(message -> message.contains(broken.fault()))
                        .findFirst());
    }

    public ServedLeaves served() throws IOException {
        return ServedLeaves.of(bed.endpoints(), bed.tls());
    }

    private void write(Content content) throws IOException, InterruptedException {
        ObjectNode secret = JSON.createObjectNode()
                .put("apiVersion", "v1")
                .put("kind", "Secret")
                .put("type", "kubernetes.io/tls");
        secret.putObject("metadata").put("name", name);
        secret.putObject("data").put("tls.crt", base64(content.certificate())).put("tls.key", base64(content.key()));
        Path file = Files.createTempFile("ingress", ".json");
        try {
            Files.writeString(file, JSON.writeValueAsString(secret));
            bed.kubectl().run("apply", "--server-side", "--force-conflicts", "-f", file.toString());
        } finally {
            Files.delete(file);
        }
    }

    /** What was published about it, by the Event's name. */
    private Map<String, String> events() throws IOException, InterruptedException {
        return bed.kubectl()
                .list("events")
                .valueStream()
                .filter(event ->
                        event.path("involvedObject").path("kind").asText().equals("Secret"))
                .filter(event ->
                        event.path("involvedObject").path("name").asText().equals(name))
                .collect(Collectors.toMap(
                        event -> event.path("metadata").path("name").asText(),
                        event -> event.path("message").asText()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
