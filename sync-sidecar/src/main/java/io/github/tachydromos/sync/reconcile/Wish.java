// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.tls.TlsSecretCheck;
import io.github.tachydromos.sync.cluster.Snapshot;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import io.github.tachydromos.sync.reconcile.Wanted.Tree;
import io.github.tachydromos.sync.reconcile.Wanted.Unknown;
import io.github.tachydromos.sync.reconcile.Wanted.Unusable;
import io.github.tachydromos.sync.render.RenderedTree;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Works out what a daemon should run. A mail certificate that is not fit to be served leaves the one before in place. */
record Wish(Daemon daemon, Path replica, InstantSource clock) {

    /**
     * Renders what the API server last said.
     *
     * @param good the tree that serves, if there is one
     */
    Wanted of(Snapshot snapshot, boolean replicaComplete, Optional<RenderedTree> good) {
        if (snapshot.suite().isEmpty()) {
            return new Unknown(
                    snapshot.refusal().isEmpty()
                            ? "no suite document seen yet"
                            : String.join("\n", snapshot.refusal()));
        }
        Suite suite = snapshot.suite().get();
        List<String> missing = daemon.secrets(suite).stream()
                .filter(name -> !snapshot.secrets().containsKey(name))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            return new Unknown("waiting for the Secrets " + missing);
        }
        var inputs = new Inputs(suite, snapshot.secrets(), replica, replicaComplete);
        List<String> refused = daemon.tlsPorts().isEmpty() ? List.of() : faults(suite, snapshot);
        try {
            return new Tree(daemon.render(refused.isEmpty() ? inputs : withServedPair(inputs, good)), refused);
        } catch (UnusableSecret e) {
            return new Unusable(refused.isEmpty() ? String.valueOf(e.getMessage()) : String.join("\n", refused));
        }
    }

    private List<String> faults(Suite suite, Snapshot snapshot) {
        String name = suite.certificates().mail();
        var data = new TreeMap<String, byte[]>();
        snapshot.secrets().getOrDefault(name, Map.of()).forEach((key, text) -> data.put(key, text.getBytes(UTF_8)));
        return TlsSecretCheck.findings(data, suite.hostname(), clock.instant()).stream()
                .map(finding -> "Secret \"" + name + "\" " + finding)
                .toList();
    }

    /** Without one that serves, an unfit pair is better than no mail, if it can be read at all. */
    private static Inputs withServedPair(Inputs inputs, Optional<RenderedTree> good) {
        return good.map(tree -> tree.files().get(Daemon.MAIL_PAIR))
                .map(pair -> inputs.withPair(inputs.suite().certificates().mail(), pair))
                .orElse(inputs);
    }
}
