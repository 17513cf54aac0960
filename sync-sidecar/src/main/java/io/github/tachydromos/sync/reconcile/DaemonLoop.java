// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.core.kube.EventPublisher;
import io.github.tachydromos.sync.cluster.Snapshot;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DaemonMetrics;
import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.publish.Generation;
import io.github.tachydromos.sync.publish.GenerationStore;
import io.github.tachydromos.sync.reconcile.SyncResult.KeptLastKnownGood;
import io.github.tachydromos.sync.reconcile.SyncResult.NothingGood;
import io.github.tachydromos.sync.reconcile.SyncResult.Starting;
import io.github.tachydromos.sync.reconcile.SyncResult.Unchanged;
import io.github.tachydromos.sync.reconcile.SyncResult.Verified;
import io.github.tachydromos.sync.reconcile.SyncResult.Verifying;
import io.github.tachydromos.sync.reconcile.SyncResult.Waiting;
import io.github.tachydromos.sync.reconcile.Wanted.Tree;
import io.github.tachydromos.sync.reconcile.Wanted.Unknown;
import io.github.tachydromos.sync.reconcile.Wanted.Unusable;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Observer observer;
    private final Wish wish;
    private final DaemonReconciler reconciler;
    private final Companions companions;
    private final WorkQueue queue = new WorkQueue(Duration.ofMillis(200), Duration.ofSeconds(2));

    private List<String> refused = List.of();
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
        this.wish = new Wish(daemon, surroundings.replica(), surroundings.clock());
        this.companions = new Companions(daemon.companions(), control);
        this.observer = new Observer(daemon, companions, surroundings.clock());
        this.reconciler = new DaemonReconciler(daemon, control, generations, observer, surroundings.clock());
    }

    public String name() {
        return daemon.name();
    }

    public DaemonReport report() {
        return report;
    }

    /** Ports on which the daemon serves the mail certificate. */
    public List<Integer> tlsPorts() {
        return daemon.tlsPorts().stream().map(TlsPort::port).toList();
    }

    /** What the daemon has beside it. */
    public List<String> companions() {
        return companions.names();
    }

    /** Companion → why it is away. */
    public Map<String, String> away() {
        return companions.away();
    }

    /** The daemon's own metrics, if it has any; it runs on its good tree then. */
    public Optional<DaemonMetrics> metrics() throws IOException {
        Optional<Generation> good = generations.good();
        return good.isPresent() ? daemon.metrics(good.get().tree()) : Optional.empty();
    }

    /** Asks for a pass, because something changed. */
    public void request() {
        queue.add();
    }

    /** Asks for a pass at once, because a Secret changed. */
    public void requestNow() {
        queue.addUrgent();
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
        Wanted wanted = wish.of(
                surroundings.cluster().get(),
                surroundings.replicaComplete().getAsBoolean(),
                generations.good().map(Generation::tree));
        tell(wanted);
        SyncResult result = reconciler.reconcile(
                switch (wanted) {
                    case Tree(var tree, var _) -> Optional.of(tree);
                    case Unknown _, Unusable _ -> Optional.empty();
                });
        boolean asWanted = wanted instanceof Tree(var _, var refused) && refused.isEmpty();
        switch (result) {
            case Unchanged(var id) -> {
                report(settled(wanted, id), !asWanted, faults());
                companions.look();
            }
            case Verifying(var id) -> {
                String text = "generation " + id + " is promoted, not yet verified";
                // Right after a reload nobody has looked yet, and a look would see the last of the old processes.
                report(text, false, text.equals(report.result()) ? faults() : report.faults());
            }
            case Verified(var id) -> {
                report("generation " + id + " is good", !asWanted, Map.of());
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
            case Starting() -> report("starting", false, faults());
            case Waiting(var reason) -> report(waiting(wanted, reason), false, faults());
        }
        companions.news().forEach(this::tell);
        return result instanceof Verifying || result instanceof Starting ? SOON : HEARTBEAT;
    }

    /** A Secret that is not served is told once: in the log, as an Event, and in readiness as long as it lasts. */
    private void tell(Wanted wanted) {
        List<String> faults = switch (wanted) {
            case Tree(var _, var refused) -> refused;
            case Unusable(var reason) -> reason.lines().toList();
            case Unknown _ -> List.of();
        };
        if (faults.equals(refused)) {
            return;
        }
        refused = faults;
        if (faults.isEmpty()) {
            surroundings.events().settled("SecretRefused", name());
            return;
        }
        faults.forEach(fault -> LOG.atError()
                .addKeyValue("daemon", name())
                .addKeyValue("finding", fault)
                .log("Secret refused, what was served before stays"));
        surroundings.events().warning("SecretRefused", name(), String.join("\n", faults));
    }

    /** The daemon works without it: news for the operator, and no fault of the pod. */
    private void tell(Companions.News news) {
        switch (news) {
            case Companions.News.Away(var name, var text) -> {
                LOG.atWarn()
                        .addKeyValue("daemon", name())
                        .addKeyValue("companion", name)
                        .addKeyValue("fault", text)
                        .log("a companion is away");
                surroundings.events().settled("CompanionBack");
                surroundings.events().warning("CompanionAway", name() + ": " + name + " is away: " + text);
            }
            case Companions.News.Back(var name) -> {
                LOG.atInfo()
                        .addKeyValue("daemon", name())
                        .addKeyValue("companion", name)
                        .log("a companion is back");
                surroundings.events().settled("CompanionAway");
                surroundings.events().normal("CompanionBack", name() + ": " + name + " is back");
            }
        }
    }

    private static String settled(Wanted wanted, long id) {
        return switch (wanted) {
            case Tree _ -> "generation " + id + " runs";
            case Unknown(var reason) -> "generation " + id + " is kept: " + reason;
            case Unusable(var reason) -> "generation " + id + " is kept: " + reason;
        };
    }

    private static String waiting(Wanted wanted, String reason) {
        return switch (wanted) {
            case Tree _ -> reason;
            case Unknown(var unknown) -> reason + ": " + unknown;
            case Unusable(var unusable) -> reason + ": " + unusable;
        };
    }

    /** What the probes see now of the generation that the daemon was told to run. */
    private Map<String, String> faults() throws IOException {
        Optional<RenderedTree> promoted = reconciler.promoted();
        return generations.good().isEmpty() || promoted.isEmpty()
                ? Map.of("configuration", "none is good yet")
                : observer.faults(promoted.get());
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
        report = new DaemonReport(result, good, degraded, faults, new ServedSecrets(observer.certificates(), refused));
    }
}
