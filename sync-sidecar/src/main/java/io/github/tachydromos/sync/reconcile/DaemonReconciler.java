// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.DaemonControl.Status;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.publish.Failure;
import io.github.tachydromos.sync.publish.Generation;
import io.github.tachydromos.sync.publish.GenerationStore;
import io.github.tachydromos.sync.reconcile.SyncResult.KeptLastKnownGood;
import io.github.tachydromos.sync.reconcile.SyncResult.NothingGood;
import io.github.tachydromos.sync.reconcile.SyncResult.Unchanged;
import io.github.tachydromos.sync.reconcile.SyncResult.Verified;
import io.github.tachydromos.sync.reconcile.SyncResult.Verifying;
import io.github.tachydromos.sync.reconcile.SyncResult.Waiting;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Brings one daemon to the wanted tree: stage → check → promote → reload → verify → good. A pass compares what is
 * wanted with what runs; it may be repeated, lost or merged, and what it finds after a crash is where it goes on.
 */
final class DaemonReconciler {
    private static final Duration VERIFY_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_RELOADS = Duration.ofSeconds(30);
    private static final BackOff RETRY = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(5));

    /** Files below it come from Secrets: their renewal does not wait for its turn. */
    private static final String FROM_SECRETS = "private/";

    private final Daemon daemon;
    private final DaemonControl control;
    private final GenerationStore generations;
    private final ProbeMemory memory;
    private final InstantSource clock;

    private @Nullable Attempt attempt;
    private Instant lastReload = Instant.MIN;

    /** A promoted generation whose service is not seen yet. */
    private record Attempt(Generation generation, Instant deadline) {}

    DaemonReconciler(
            Daemon daemon,
            DaemonControl control,
            GenerationStore generations,
            ProbeMemory memory,
            InstantSource clock) {
        this.daemon = daemon;
        this.control = control;
        this.generations = generations;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * One pass.
     *
     * @param wanted empty if nothing can be rendered (no accepted document yet, a Secret is missing): what was good goes on
     */
    SyncResult reconcile(Optional<RenderedTree> wanted) throws IOException {
        Status status = control.status();
        Optional<Generation> good = generations.good();
        if (attempt != null
                && runs(status, attempt.generation())
                && wanted.map(attempt.generation().tree()::equals).orElse(true)) {
            return verify(attempt, good);
        }
        attempt = null;
        if (wanted.isPresent() && !good.map(Generation::tree).equals(wanted)) {
            return tryOut(wanted.get(), good, status);
        }
        if (good.isEmpty()) {
            return new Waiting("nothing to run yet");
        }
        if (!runs(status, good.get())) {
            return start(good.get(), status);
        }
        return new Unchanged(good.get().id());
    }

    private static boolean runs(Status status, Generation generation) {
        return status.running() && status.generation().equals(OptionalLong.of(generation.id()));
    }

    private SyncResult tryOut(RenderedTree wanted, Optional<Generation> good, Status status) throws IOException {
        Optional<Failure> failure = generations.failure().filter(f -> f.digest().equals(wanted.digest()));
        if (failure.isPresent() && clock.instant().isBefore(nextTry(failure.get()))) {
            return good.isPresent() && !runs(status, good.get())
                    ? start(good.get(), status)
                    : kept(good, failure.get().reason());
        }
        Optional<RenderedTree> running = running(wanted, good, status);
        if (running.isPresent() && !mayReload(running.get(), wanted)) {
            return new Waiting("a reload was less than " + BETWEEN_RELOADS.toSeconds() + " s ago");
        }
        Generation next = generations.stage(wanted);
        Answer check = control.check(next.id());
        if (!check.passed()) {
            return failed(next, good, "check refused it: " + check.output());
        }
        Answer promote = control.promote(next.id());
        if (!promote.passed()) {
            return failed(next, good, "promote failed: " + promote.output());
        }
        generations.promote(next);
        if (status.running()) {
            takeOver(running, wanted);
        }
        return verifying(next);
    }

    private static Instant nextTry(Failure failure) {
        return failure.at().plus(RETRY.after(failure.attempts()));
    }

    /**
     * The tree that the daemon runs on, if that is known: the promoted one. If that is the wanted one, nobody knows
     * whether the daemon has taken it over yet, and the good one before it tells what the step takes.
     */
    private Optional<RenderedTree> running(RenderedTree wanted, Optional<Generation> good, Status status)
            throws IOException {
        Optional<Generation> promoted = generations.live().filter(live -> runs(status, live));
        return promoted.map(Generation::tree)
                .filter(tree -> !tree.equals(wanted))
                .or(() -> promoted.flatMap(_ -> good).map(Generation::tree));
    }

    private boolean mayReload(RenderedTree running, RenderedTree wanted) {
        boolean secretsOnly = running.difference(wanted).stream().allMatch(path -> path.startsWith(FROM_SECRETS));
        return secretsOnly || !clock.instant().isBefore(lastReload.plus(BETWEEN_RELOADS));
    }

    /** The daemon runs {@code running}, or something unknown that only a restart is sure to leave. */
    private void takeOver(Optional<RenderedTree> running, RenderedTree wanted) throws IOException {
        Answer answer = switch (running.map(tree -> daemon.change(tree, wanted)).orElse(Daemon.Change.RESTART)) {
            case RELOAD -> control.reload();
            case RESTART -> control.restart();
        };
        lastReload = clock.instant();
        if (!answer.passed()) {
            throw new IOException(daemon.name() + " did not take over its configuration: " + answer.output());
        }
    }

    private SyncResult verifying(Generation next) {
        attempt = new Attempt(next, clock.instant().plus(VERIFY_WITHIN));
        return new Verifying(next.id());
    }

    private SyncResult verify(Attempt current, Optional<Generation> good) throws IOException {
        for (Probe probe : daemon.probes(current.generation().tree())) {
            try {
                memory.run(probe, current.generation().tree());
            } catch (IOException e) {
                if (clock.instant().isBefore(current.deadline())) {
                    return new Verifying(current.generation().id());
                }
                return giveUp(current, good, probe.name() + ": " + e.getMessage());
            }
        }
        attempt = null;
        generations.markGood(current.generation());
        return new Verified(current.generation().id());
    }

    /** The failure is remembered first: whatever goes wrong on the way back, the bad tree waits for its next turn. */
    private SyncResult giveUp(Attempt current, Optional<Generation> good, String reason) throws IOException {
        SyncResult result = failed(current.generation(), good, "it did not serve, " + reason);
        attempt = null;
        if (good.isPresent() && good.get().id() != current.generation().id()) {
            start(good.get(), control.status());
        }
        return result;
    }

    private SyncResult failed(Generation next, Optional<Generation> good, String reason) throws IOException {
        int attempts = generations
                .failure()
                .filter(f -> f.digest().equals(next.tree().digest()))
                .map(Failure::attempts)
                .orElse(0);
        generations.markFailed(new Failure(next.tree().digest(), reason, attempts + 1, clock.instant()));
        return kept(good, reason);
    }

    private static SyncResult kept(Optional<Generation> good, String reason) {
        return good.<SyncResult>map(g -> new KeptLastKnownGood(g.id(), reason))
                .orElseGet(() -> new NothingGood(reason));
    }

    /** The container is new, or went back to nothing: hand it the good tree again. */
    private SyncResult start(Generation good, Status status) throws IOException {
        Answer promote = control.promote(good.id());
        if (!promote.passed()) {
            throw new IOException(daemon.name() + " did not take generation " + good.id() + ": " + promote.output());
        }
        generations.promote(good);
        if (status.running()) {
            takeOver(Optional.empty(), good.tree());
        }
        return new Waiting("started on generation " + good.id());
    }
}
