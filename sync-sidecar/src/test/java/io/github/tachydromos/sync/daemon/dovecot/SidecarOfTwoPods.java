// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.kube.EventPublisher;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.cluster.ClusterWatch;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonContainer;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.postfix.PostfixAt;
import io.github.tachydromos.sync.reconcile.DaemonLoop;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sidecar's own machinery between a real API server and the real daemons of both mail pods. Their host name is
 * {@code mail.acme.eu}.
 */
final class SidecarOfTwoPods implements AutoCloseable {
    static final String HOST = "mail.acme.eu";
    static final List<Integer> TLS_PORTS = List.of(25, 465, 587, 143, 993, 4190);
    private static final String SUITE = "demo-tachydromos-suite";

    final TestPairs pairs = new TestPairs();
    final KubernetesClient client;
    final DovecotContainer dovecot;
    final DaemonContainer postfix;
    final List<DaemonLoop> loops = new ArrayList<>();
    private final ControlPlane controlPlane = new ControlPlane();
    private final DovecotContainer sasl;
    private final List<Thread> threads = new ArrayList<>();
    private final Suite suite;
    private final ClusterWatch watch;
    private final EventPublisher events;
    private final List<Daemon> daemons;

    SidecarOfTwoPods(Path folder) throws Exception {
        dovecot = new DovecotContainer("dovecot", folder);
        sasl = new DovecotContainer("sasl", folder);
        postfix = new DaemonContainer("postfix", folder).withExposedPorts(25, 465, 587, 10025);
        ReplicaOfTheSeed.write(dovecot.replica(), folder.resolve("mail"));
        dovecot.start();
        sasl.start();
        postfix.start();
        daemons = List.of(
                new DovecotDaemon(dovecot.control, dovecot.ports()),
                new SaslDaemon(sasl.control),
                PostfixAt.of(postfix::listener));
        controlPlane.start();
        client = controlPlane.newNamespace();
        var about = new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withNamespace(client.getNamespace())
                .withName(SUITE)
                .build();
        events = new EventPublisher(client, about, "sync-sidecar/test", InstantSource.system());
        suite = GoldenCase.named("dovecot", "embedded-directory").suite();
        watch = new ClusterWatch(
                client, client.getNamespace(), events, this::secrets, change -> loops.forEach(DaemonLoop::requestNow));
        begin(folder.resolve("state"));
    }

    private void begin(Path state) throws Exception {
        Files.createDirectories(state);
        var surroundings = new DaemonLoop.Surroundings(
                watch::snapshot,
                events,
                state,
                Path.of("/var/lib/tachydromos/replica/directory.sqlite"),
                () -> true,
                InstantSource.system());
        for (Daemon daemon : daemons) {
            var loop = new DaemonLoop(daemon, control(daemon), surroundings);
            loops.add(loop);
            threads.add(Thread.ofVirtual().start(loop));
        }
        for (String name : secrets(suite)) {
            put(name, GoldenCase.secret(pairs.secret(name.equals(mail()) ? HOST : name)));
        }
        client.configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(SUITE)
                        .endMetadata()
                        .addToData(Suite.KEY, document())
                        .build())
                .create();
        watch.start(SUITE);
        Eventually.soon("the mailbox server is there", () -> {
            dovecot.shell("test -S /run/tachydromos/dovecot/auth-master");
            return true;
        });
        dovecot.openRelays();
        dovecot.openSockets();
        Eventually.soon("the authentication is there", () -> {
            sasl.shell("test -S /run/tachydromos/sasl/auth-client");
            return true;
        });
        sasl.openSockets();
        Eventually.soon(
                "all daemons work",
                () -> loops.stream().allMatch(loop -> loop.report().works()));
    }

    private DaemonControl control(Daemon daemon) {
        return switch (daemon.name()) {
            case "dovecot" -> dovecot.socket();
            case "sasl" -> sasl.socket();
            default -> postfix.control();
        };
    }

    /** Port → what the sidecars saw it serve. */
    Map<Integer, String> served() {
        return loops.stream()
                .flatMap(loop -> loop.report().secrets().certificates().entrySet().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, port -> port.getValue().served(), (a, b) -> b, TreeMap::new));
    }

    InetSocketAddress listener(int port) {
        return port == 25 || port == 465 || port == 587 ? postfix.listener(port) : dovecot.outside(port);
    }

    String mail() {
        return suite.certificates().mail();
    }

    void put(String name, Map<String, String> data) {
        var encoded = new TreeMap<String, String>();
        data.forEach((key, text) -> encoded.put(
                key, Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        putEncoded(name, encoded);
    }

    void putEncoded(String name, Map<String, String> encoded) {
        client.secrets()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withData(encoded)
                        .build())
                .createOr(existing -> existing.update());
    }

    private Set<String> secrets(Suite wanted) {
        var names = new TreeSet<String>();
        daemons.forEach(daemon -> names.addAll(daemon.secrets(wanted)));
        return names;
    }

    private static String document() {
        return SuiteFixture.with("hostname: mail.example.org", "hostname: " + HOST);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        client.close();
        controlPlane.stop();
        postfix.stop();
        sasl.stop();
        dovecot.stop();
    }
}
