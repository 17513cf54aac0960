// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.core.kube.EventPublisher;
import io.github.tachydromos.sync.cluster.Snapshot;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.publish.Generation;
import io.github.tachydromos.sync.publish.GenerationStore;
import io.github.tachydromos.sync.reconcile.SyncResult.KeptLastKnownGood;
import io.github.tachydromos.sync.reconcile.SyncResult.NothingGood;
import io.github.tachydromos.sync.reconcile.SyncResult.Unchanged;
import io.github.tachydromos.sync.reconcile.SyncResult.Verified;
import io.github.tachydromos.sync.reconcile.SyncResult.Verifying;
import io.github.tachydromos.sync.reconcile.SyncResult.Waiting;
import io.github.tachydromos.sync.reconcile.Wanted.Tree;
import io.github.tachydromos.sync.reconcile.Wanted.Unknown;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workqueue loop of one daemon, and the one place where the exceptions of its passes end. */
public final class DaemonLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonLoop.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofMillis(250);

    private final Daemon daemon;
    private final DaemonControl control;
    private final Surroundings surroundings;
    private final GenerationStore generations;
    private final ProbeMemory memory;
    private final DaemonReconciler reconciler;
    private final WorkQueue queue = new WorkQueue(Duration.ofMillis(200), Duration.ofSeconds(2));

    private volatile DaemonReport report = DaemonReport.NONE;

    /**
     * What a loop works with, beside its daemon.
     *
     * @param state the state folder; each daemon has a folder of its name in it
     * @param replicaComplete asked at each pass; who makes the replica complete also requests one
     */
    public record Surroundings(
            Supplier<Snapshot> cluster,
            EventPublisher events,
            Path state,
            Path replica,
            BooleanSupplier replicaComplete,
            InstantSource clock) {}

    public DaemonLoop(Daemon daemon, DaemonControl control, Surroundings surroundings) throws IOException {
        this.daemon = daemon;
        this.control = control;
        this.surroundings = surroundings;
        this.generations = new GenerationStore(surroundings.state().resolve(daemon.name()));
        this.memory = new ProbeMemory(surroundings.clock());
        this.reconciler = new DaemonReconciler(daemon, control, generations, memory, surroundings.clock());
    }

    public String name() {
        return daemon.name();
    }

    public DaemonReport report() {
        return report;
    }

    /** Asks for a pass, because something changed. */
    public void request() {
        queue.add();
    }

    @Override
    public void run() {
        Duration idle = SOON;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                queue.take(idle);
                idle = pass();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException e) {
                report("pass failed: " + e.getMessage(), true, Map.of("pass", String.valueOf(e.getMessage())));
                idle = HEARTBEAT;
            }
        }
    }

    /** Lets the daemon forget what it remembers of changed entries; one that never ran remembers nothing. */
    public void directoryChanged(DirectoryChange change) throws IOException {
        Optional<Generation> good = generations.good();
        if (good.isPresent()) {
            daemon.directoryChanged(change, good.get().tree(), control);
        }
    }

    /** One pass; returns how long the next may wait. */
    private Duration pass() throws IOException {
        Wanted wanted = Wanted.of(
                daemon,
                surroundings.cluster().get(),
                surroundings.replica(),
                surroundings.replicaComplete().getAsBoolean());
        SyncResult result = reconciler.reconcile(
                switch (wanted) {
                    case Tree(var tree) -> Optional.of(tree);
                    case Unknown _ -> Optional.empty();
                });
        switch (result) {
            case Unchanged(var id) -> report(settled(wanted, id), wanted instanceof Unknown, faults());
            case Verifying(var id) -> report("generation " + id + " is promoted, not yet verified", false, faults());
            case Verified(var id) -> {
                report("generation " + id + " is good", false, Map.of());
                surroundings.events().normal("ConfigurationApplied", name() + ": generation " + id + " is good");
            }
            case KeptLastKnownGood(var id, var reason) -> {
                report("generation " + id + " is kept: " + reason, true, faults());
                surroundings.events().warning("ConfigurationRefused", name(), reason);
            }
            case NothingGood(var reason) -> {
                report(reason, true, Map.of("configuration", reason));
                surroundings.events().warning("ConfigurationRefused", name(), reason);
            }
            case Waiting(var reason) -> report(waiting(wanted, reason), false, faults());
        }
        return result instanceof Verifying ? SOON : HEARTBEAT;
    }

    private static String settled(Wanted wanted, long id) {
        return switch (wanted) {
            case Tree _ -> "generation " + id + " runs";
            case Unknown(var reason) -> "generation " + id + " is kept: " + reason;
        };
    }

    private static String waiting(Wanted wanted, String reason) {
        return switch (wanted) {
            case Tree _ -> reason;
            case Unknown(var unknown) -> reason + ": " + unknown;
        };
    }

    /** What the probes see of the good generation now. */
    private Map<String, String> faults() throws IOException {
        Optional<RenderedTree> good = generations.good().map(Generation::tree);
        if (good.isEmpty()) {
            return Map.of("configuration", "none is good yet");
        }
        var faults = new TreeMap<String, String>();
        for (Probe probe : daemon.probes(good.get())) {
            try {
                memory.run(probe, good.get());
            } catch (IOException e) {
                faults.put(probe.name(), String.valueOf(e.getMessage()));
            }
        }
        return faults;
    }

    private void report(String result, boolean degraded, Map<String, String> faults) {
        if (!result.equals(report.result()) || !faults.equals(report.faults())) {
            LOG.atInfo()
                    .addKeyValue("daemon", name())
                    .addKeyValue("faults", faults)
                    .log(result.replace("\n", " | "));
        }
        long good;
        try {
            good = generations.good().map(Generation::id).orElse(0L);
        } catch (IOException e) {
            good = report.generation();
        }
        report = new DaemonReport(result, good, degraded, faults);
    }
}
