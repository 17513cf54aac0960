// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.kube.EventPublisher;
import io.github.tachydromos.sync.cluster.ClusterWatch;
import io.github.tachydromos.sync.cluster.Snapshot;
import io.github.tachydromos.sync.daemon.ControlSocket;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.forget.ForgetLoop;
import io.github.tachydromos.sync.reconcile.DaemonLoop;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import io.github.tachydromos.sync.replica.MassDeleteGuard;
import io.github.tachydromos.sync.replica.PendingChanges;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts the parts together: the API server's objects and the directory on one side, this pod's daemons on the other. */
@Singleton
public final class Sidecar implements ApplicationEventListener<ServerStartupEvent> {
    private static final Duration CONTROL_TIMEOUT = Duration.ofSeconds(60);

    private final SyncSettings settings;
    private final List<DaemonLoop> loops;
    private final List<ForgetLoop> forgetting;
    private final List<Daemon> daemons;
    private final ClusterWatch cluster;
    private final DirectoryReplica replica;
    private final DirectoryFollower directory;

    Sidecar(
            SyncSettings settings,
            List<Daemon> known,
            KubernetesClient client,
            EventPublisher events,
            InstantSource clock)
            throws IOException, SQLException {
        this.settings = settings;
        this.daemons = known.stream()
                .filter(daemon -> settings.daemons().contains(daemon.name()))
                .toList();
        if (daemons.size() != settings.daemons().size()) {
            throw new IllegalArgumentException(
                    "TACHYDROMOS_DAEMONS names one that is not known: " + settings.daemons());
        }
        this.cluster = new ClusterWatch(client, settings.namespace(), events, this::secrets, this::clusterChanged);
        Path state = Path.of(settings.state());
        Path folder = state.resolve("replica");
        Path file = folder.resolve("directory.sqlite");
        this.replica = DirectoryReplica.open(
                file, mailFolder(settings), MassDeleteGuard.withDefaults(folder.resolve("allow-mass-delete")));
        this.directory = new DirectoryFollower(replica, events, clock, this::requestAll, this::forget);
        var surroundings =
                new DaemonLoop.Surroundings(cluster::snapshot, events, state, file, replica::complete, clock);
        var all = new ArrayList<DaemonLoop>();
        for (Daemon daemon : daemons) {
            Path socket = Path.of(settings.control(), daemon.name(), "control.sock");
            all.add(new DaemonLoop(daemon, new ControlSocket(socket, CONTROL_TIMEOUT), surroundings));
        }
        this.loops = List.copyOf(all);
        var pending = PendingChanges.open(file, loops.size());
        this.forgetting = loops.stream()
                .map(loop -> new ForgetLoop(loop.name(), loop::directoryChanged, pending, clock))
                .toList();
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        for (DaemonLoop loop : loops) {
            Thread.ofVirtual().name("reconcile " + loop.name()).start(loop);
        }
        for (ForgetLoop loop : forgetting) {
            Thread.ofVirtual().name("forget " + loop.name()).start(loop);
        }
        directory.start();
        cluster.start(settings.suite());
    }

    public List<DaemonLoop> loops() {
        return loops;
    }

    public List<ForgetLoop> forgetting() {
        return forgetting;
    }

    public Snapshot snapshot() {
        return cluster.snapshot();
    }

    public DirectoryState directory() {
        return directory.state();
    }

    private Set<String> secrets(Suite suite) {
        var names = new TreeSet<>(DirectoryFollower.secrets(suite));
        daemons.forEach(daemon -> names.addAll(daemon.secrets(suite)));
        return names;
    }

    private static Optional<Path> mailFolder(SyncSettings settings) {
        return Optional.ofNullable(settings.mail())
                .filter(mail -> !mail.isEmpty())
                .map(Path::of);
    }

    private void forget() {
        forgetting.forEach(ForgetLoop::wake);
    }

    private void requestAll() {
        loops.forEach(DaemonLoop::request);
    }

    /** A renewed certificate does not wait for the end of a burst of edits. */
    private void clusterChanged(ClusterWatch.Change change) {
        loops.forEach(
                switch (change) {
                    case DOCUMENT -> DaemonLoop::request;
                    case SECRET -> DaemonLoop::requestNow;
                });
        directory.clusterChanged(cluster.snapshot());
    }
}
