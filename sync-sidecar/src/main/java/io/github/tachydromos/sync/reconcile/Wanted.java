// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.sync.cluster.Snapshot;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import io.github.tachydromos.sync.render.RenderedTree;
import java.nio.file.Path;
import java.util.List;

/** What a daemon should run, as far as that is known. */
sealed interface Wanted {

    /** The tree that follows from the accepted document and its Secrets. */
    record Tree(RenderedTree tree) implements Wanted {}

    /** Nothing can be rendered, for this reason. */
    record Unknown(String reason) implements Wanted {}

    /** Renders the snapshot for a daemon. */
    static Wanted of(Daemon daemon, Snapshot snapshot, Path replica, boolean replicaComplete) {
        if (snapshot.suite().isEmpty()) {
            return new Unknown(
                    snapshot.refusal().isEmpty()
                            ? "no suite document seen yet"
                            : String.join("\n", snapshot.refusal()));
        }
        var suite = snapshot.suite().get();
        List<String> missing = daemon.secrets(suite).stream()
                .filter(name -> !snapshot.secrets().containsKey(name))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            return new Unknown("waiting for the Secrets " + missing);
        }
        try {
            return new Tree(daemon.render(new Inputs(suite, snapshot.secrets(), replica, replicaComplete)));
        } catch (UnusableSecret e) {
            return new Unknown(String.valueOf(e.getMessage()));
        }
    }
}
