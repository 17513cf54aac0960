// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.kube.EventPublisher;
import io.github.tachydromos.core.kube.ObjectWatch;
import io.github.tachydromos.core.kube.SecretData;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.Judgement.Foreign;
import io.github.tachydromos.core.rule.Judgement.Rejected;
import io.github.tachydromos.core.rule.SuiteJudge;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the suite document, and each Secret that it makes necessary, object by object. A document that is refused
 * or of a foreign schema changes nothing but {@link Snapshot#refusal}.
 */
public final class ClusterWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final String REFUSED = "SuiteRefused";
    private static final String FOREIGN = "SuiteForeign";
    private static final Duration RELIST = Duration.ofMinutes(5);

    private final KubernetesClient client;
    private final String namespace;
    private final EventPublisher events;
    private final Function<Suite, Set<String>> secretsOf;
    private final Consumer<Change> changed;
    private final Map<String, Thread> secretWatches = new HashMap<>();

    private boolean undelivered;

    /** Which kind of object is another one now. */
    public enum Change {
        DOCUMENT,
        SECRET
    }

    private volatile Snapshot snapshot = Snapshot.EMPTY;

    /**
     * A watch that {@link #start} lets begin.
     *
     * @param secretsOf names of the Secrets that a document makes necessary
     * @param changed called after each change of the snapshot
     */
    public ClusterWatch(
            KubernetesClient client,
            String namespace,
            EventPublisher events,
            Function<Suite, Set<String>> secretsOf,
            Consumer<Change> changed) {
        this.client = client;
        this.namespace = namespace;
        this.events = events;
        this.secretsOf = secretsOf;
        this.changed = changed;
    }

    /** Starts watching the named ConfigMap, and from there on what it needs. */
    public void start(String suiteName) {
        new ObjectWatch<>(
                        "configmap " + suiteName,
                        client.configMaps().inNamespace(namespace).withName(suiteName),
                        this::suiteChanged,
                        RELIST)
                .start();
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    private synchronized void suiteChanged(Optional<ConfigMap> object) {
        String document =
                object.map(ConfigMap::getData).map(data -> data.get(Suite.KEY)).orElse(null);
        if (document == null) {
            refuse(REFUSED, List.of("the ConfigMap, or its key " + Suite.KEY + ", is not there"));
            return;
        }
        switch (SuiteJudge.judge(document)) {
            case Accepted(var suite, var warnings) -> accept(suite, lines(warnings));
            case Foreign(var schema) ->
                refuse(
                        FOREIGN,
                        List.of("schema: is " + schema
                                + ", which this program does not apply; upgrade the release as a whole"));
            case Rejected rejected -> refuse(REFUSED, lines(rejected.reasons()));
        }
    }

    private static List<String> lines(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }

    private void accept(Suite suite, List<String> warnings) {
        if (!warnings.equals(snapshot.warnings())) {
            warnings.forEach(
                    line -> LOG.atWarn().addKeyValue("finding", line).log("suite document accepted with a warning"));
        }
        events.settled(REFUSED);
        events.settled(FOREIGN);
        Set<String> wanted = secretsOf.apply(suite);
        secretWatches.entrySet().removeIf(watch -> {
            boolean gone = !wanted.contains(watch.getKey());
            if (gone) {
                watch.getValue().interrupt();
            }
            return gone;
        });
        var secrets = new HashMap<>(snapshot.secrets());
        secrets.keySet().retainAll(wanted);
        for (String name : wanted) {
            secretWatches.computeIfAbsent(name, this::watchSecret);
        }
        update(new Snapshot(Optional.of(suite), List.of(), warnings, secrets), Change.DOCUMENT);
    }

    private void refuse(String reason, List<String> refusal) {
        if (refusal.equals(snapshot.refusal())) {
            return;
        }
        refusal.forEach(line -> LOG.atError().addKeyValue("finding", line).log("suite document not applied"));
        events.warning(reason, refusal);
        update(new Snapshot(snapshot.suite(), refusal, snapshot.warnings(), snapshot.secrets()), Change.DOCUMENT);
    }

    private Thread watchSecret(String name) {
        return new ObjectWatch<>(
                        "secret " + name,
                        client.secrets().inNamespace(namespace).withName(name),
                        secret -> secretChanged(name, secret),
                        RELIST)
                .start();
    }

    /** A Secret that disappears is an accident more often than a wish: what was read from it stays until it is back. */
    private synchronized void secretChanged(String name, Optional<Secret> secret) {
        if (secret.isEmpty()) {
            LOG.atWarn().addKeyValue("secret", name).log("secret is not there");
            return;
        }
        var secrets = new HashMap<>(snapshot.secrets());
        secrets.put(name, texts(secret.get()));
        update(new Snapshot(snapshot.suite(), snapshot.refusal(), snapshot.warnings(), secrets), Change.SECRET);
    }

    private static Map<String, String> texts(Secret secret) {
        var texts = new TreeMap<String, String>();
        SecretData.of(secret).forEach((key, value) -> texts.put(key, new String(value, UTF_8)));
        return texts;
    }

    private void update(Snapshot next, Change change) {
        if (!next.equals(snapshot) || undelivered) {
            snapshot = next;
            undelivered = true; // until the consumer has taken it without an exception
            changed.accept(change);
            undelivered = false;
        }
    }
}
