// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.kube.EventPublisher;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.sync.cluster.Snapshot;
import io.github.tachydromos.sync.directory.DirectoryListener;
import io.github.tachydromos.sync.directory.DirectorySettings;
import io.github.tachydromos.sync.directory.DirectoryWatch;
import io.github.tachydromos.sync.directory.Pace;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the directory that the accepted suite document names, begins anew when its settings change, and tells
 * when there is something that daemons have to forget.
 */
final class DirectoryFollower implements DirectoryListener {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryFollower.class);
    private static final String CA_KEY = "ca.crt";

    private final DirectoryReplica replica;
    private final EventPublisher events;
    private final InstantSource clock;
    private final Runnable whenRefreshed;
    private final Runnable whenChanged;
    private final BlockingQueue<Snapshot> snapshots = new ArrayBlockingQueue<>(1);

    private volatile DirectoryState state = DirectoryState.NEVER;
    private @Nullable DirectorySettings current;
    private @Nullable DirectoryWatch watch;

    /**
     * A follower that {@link #start} lets begin.
     *
     * @param whenRefreshed called when the replica is whole and current
     * @param whenChanged called when something was committed that daemons have to forget
     */
    DirectoryFollower(
            DirectoryReplica replica,
            EventPublisher events,
            InstantSource clock,
            Runnable whenRefreshed,
            Runnable whenChanged) {
        this.replica = replica;
        this.events = events;
        this.clock = clock;
        this.whenRefreshed = whenRefreshed;
        this.whenChanged = whenChanged;
    }

    /** Names of the Secrets that a connection needs. */
    static Set<String> secrets(Suite suite) {
        var names = new HashSet<>(Set.of(suite.ldap().bindPassword().secret()));
        if (!suite.ldap().tls().caSecret().isEmpty()) {
            names.add(suite.ldap().tls().caSecret());
        }
        return names;
    }

    /** What is known of the directory and of the replica. */
    DirectoryState state() {
        return state;
    }

    /** On a thread of its own: ending a connection may take as long as a dead network lets it. */
    void start() {
        Thread.ofVirtual().name("directory settings").start(() -> {
            try {
                while (true) {
                    follow(snapshots.take());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Begins anew if the settings are others than before. Only the latest snapshot counts. */
    synchronized void clusterChanged(Snapshot snapshot) {
        snapshots.clear();
        snapshots.add(snapshot);
    }

    private void follow(Snapshot snapshot) {
        Optional<DirectorySettings> wanted = snapshot.suite().flatMap(suite -> settings(suite, snapshot.secrets()));
        if (wanted.isEmpty() || wanted.get().equals(current)) {
            return;
        }
        if (watch != null) {
            watch.close();
        }
        current = wanted.get();
        watch = new DirectoryWatch(wanted.get(), replica, this, Pace.NORMAL, clock);
        watch.start();
    }

    private Optional<DirectorySettings> settings(Suite suite, Map<String, Map<String, String>> secrets) {
        var ldap = suite.ldap();
        Optional<String> password =
                ldap.bindPassword().in(secrets.getOrDefault(ldap.bindPassword().secret(), Map.of()));
        String ca = secrets.getOrDefault(ldap.tls().caSecret(), Map.of()).getOrDefault(CA_KEY, "");
        if (password.isEmpty() || (ca.isEmpty() && !ldap.tls().caSecret().isEmpty())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DirectorySettings(
                    ldap, password.get(), ca.isEmpty() ? List.of() : Pem.certificates(ca.getBytes(UTF_8))));
        } catch (PemException e) {
            events.warning(
                    "DirectoryAuthorityUnreadable",
                    "Secret \"" + ldap.tls().caSecret() + "\", key " + CA_KEY + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void accountsChanged(Set<String> addresses) {
        whenChanged.run();
    }

    @Override
    public void accountsDisabled(Set<String> logins) {
        whenChanged.run();
    }

    @Override
    public void refreshed() {
        state = state.refreshed();
        whenRefreshed.run();
    }

    @Override
    public void held(int removals, int accounts) {
        state = state.held(removals, accounts);
        Thread.ofVirtual()
                .start(
                        () -> events.warning(
                                "DirectoryRefreshHeld",
                                "a refresh would remove " + removals + " of " + accounts
                                        + " accounts and is held; if that is right, create the file replica/allow-mass-delete in the state folder"));
    }

    @Override
    public void found(List<Finding> findings) {
        for (Finding finding : findings) {
            LOG.atWarn().addKeyValue("finding", finding).log("directory holds something unusable");
        }
        if (!findings.isEmpty()) {
            // An API server that is away must not hold up the directory, on whose thread this is.
            Thread.ofVirtual()
                    .start(() -> events.warning(
                            "DirectoryEntryUnusable",
                            findings.stream().map(Finding::toString).toList()));
        }
    }

    @Override
    public void connected(Instant since) {
        state = state.connected(since);
    }

    @Override
    public void disconnected(Instant since, String reason) {
        state = state.disconnected(since, reason);
    }
}
