// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.kube.EventPublisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sidecar's view of a real API server. */
class ClusterWatchIT {
    private static final String SUITE = "demo-tachydromos-suite";
    private static final String SECRET = "demo-tachydromos-internal";
    private static ControlPlane controlPlane;

    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger accidents = new AtomicInteger();
    private KubernetesClient client;
    private String namespace;
    private ClusterWatch watch;

    @BeforeAll
    static void startApiServer() throws Exception {
        controlPlane = new ControlPlane();
        controlPlane.start();
    }

    @AfterAll
    static void stopApiServer() {
        controlPlane.stop();
    }

    @BeforeEach
    void openNamespace() throws Exception {
        client = controlPlane.newNamespace();
        namespace = client.getNamespace();
        var about = new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withNamespace(namespace)
                .withName(SUITE)
                .build();
        watch = new ClusterWatch(
                client,
                namespace,
                new EventPublisher(client, about, "sync-sidecar/test", InstantSource.system()),
                suite -> Set.of(suite.internalSecret()),
                this::changed);
        watch.start(SUITE);
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Test
    void followsTheDocumentAndTheSecretsItNames() throws IOException {
        suite(document());
        Eventually.soon(
                "the document is accepted", () -> watch.snapshot().suite().isPresent());

        secret("one");
        Eventually.soon("the Secret is read", () -> "one".equals(probePassword()));
        secret("two");
        Eventually.soon("its change is read", () -> "two".equals(probePassword()));

        client.secrets().inNamespace(namespace).withName(SECRET).delete();
        suite(document().replace("hostname: mail.example.org", "hostname: mx.example.org"));
        Eventually.soon("the document's change is read", () -> "mx.example.org".equals(hostname()));
        assertThat(probePassword()).isEqualTo("two");
    }

    @Test
    void keepsTheAcceptedDocumentAndTellsAllFindingsOfABadOne() throws IOException {
        suite(document());
        Eventually.soon(
                "the document is accepted", () -> watch.snapshot().suite().isPresent());
        assertThat(watch.snapshot().warnings())
                .anyMatch(line -> line.startsWith("hostname: \"mail.example.org\" is a name for examples"));

        suite(document()
                .replace("hostname: mail.example.org", "hostname: mail")
                .replace("messageSizeLimitMb: 50", "messageSizeLimitMb: \"a\\nb\"\n  colour: red"));
        Eventually.soon("it is refused", () -> !watch.snapshot().refusal().isEmpty());

        assertThat(hostname()).isEqualTo("mail.example.org");
        assertThat(watch.snapshot().refusal())
                .anyMatch(line -> line.startsWith("hostname: \"mail\" is not"))
                .anyMatch(line -> line.startsWith("postfix.messageSizeLimitMb: is text, not a whole number"))
                .anyMatch(line -> line.startsWith("postfix.colour: is not a key"));
        assertThat(client.v1().events().inNamespace(namespace).list().getItems())
                .anySatisfy(event -> {
                    assertThat(event.getReason()).isEqualTo("SuiteRefused");
                    assertThat(event.getMessage()).contains("hostname", "postfix.colour");
                });

        suite(document());
        Eventually.soon(
                "a good one is accepted again", () -> watch.snapshot().refusal().isEmpty());
    }

    @Test
    void keepsTheAcceptedDocumentAndTellsOfOneOfAnotherSchema() throws IOException {
        suite(document());
        Eventually.soon(
                "the document is accepted", () -> watch.snapshot().suite().isPresent());

        suite("schema: 2\nsomething: new\n");
        Eventually.soon("it is told", () -> !watch.snapshot().refusal().isEmpty());
        assertThat(watch.snapshot().refusal())
                .containsExactly("schema: is 2, which this program does not apply; upgrade the release as a whole");
        assertThat(hostname()).isEqualTo("mail.example.org");
        Eventually.soon("an Event tells it", () -> eventReasons().equals(List.of("SuiteForeign")));

        suite(document().replace("hostname: mail.example.org", "hostname: mx.example.org"));

        Eventually.soon("the next one of ours is read", () -> "mx.example.org".equals(hostname()));
        assertThat(watch.snapshot().refusal()).isEmpty();
    }

    @Test
    void outlivesAnApiServerThatIsAwayAndAHandlerThatThrows() throws IOException {
        suite(document());
        Eventually.soon(
                "the document is accepted", () -> watch.snapshot().suite().isPresent());
        accidents.set(1);

        controlPlane.pause();
        controlPlane.resume();
        suite(document().replace("hostname: mail.example.org", "hostname: mx.example.org"));
        Eventually.soon("the change is read", () -> "mx.example.org".equals(hostname()));
        assertThat(accidents.get()).isZero();
        Eventually.soon("the consumer is told again after its accident", () -> changes.get() >= 3);
        suite(document().replace("hostname: mail.example.org", "hostname: mx2.example.org"));
        Eventually.soon("and the one after it", () -> "mx2.example.org".equals(hostname()));
    }

    private void changed(ClusterWatch.Change change) {
        changes.incrementAndGet();
        if (accidents.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("an accident in a handler");
        }
    }

    private List<String> eventReasons() {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .map(Event::getReason)
                .toList();
    }

    private String hostname() {
        return watch.snapshot().suite().map(Suite::hostname).orElse("");
    }

    private String probePassword() {
        return watch.snapshot().secrets().getOrDefault(SECRET, Map.of()).getOrDefault("probePassword", "");
    }

    private void suite(String document) {
        client.configMaps()
                .inNamespace(namespace)
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(SUITE)
                        .endMetadata()
                        .addToData(Suite.KEY, document)
                        .build())
                .createOr(existing -> existing.update());
    }

    private void secret(String password) {
        client.secrets()
                .inNamespace(namespace)
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(SECRET)
                        .endMetadata()
                        .addToStringData("probePassword", password)
                        .build())
                .createOr(existing -> existing.update());
    }

    private static String document() throws IOException {
        try (var in = ClusterWatchIT.class.getResourceAsStream("/suite.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
