// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.DaemonControl;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.DaemonControl.Status;
import io.github.tachydromos.sync.publish.Failure;
import io.github.tachydromos.sync.publish.Generation;
import io.github.tachydromos.sync.publish.GenerationStore;
import io.github.tachydromos.sync.reconcile.SyncResult.KeptLastKnownGood;
import io.github.tachydromos.sync.reconcile.SyncResult.NothingGood;
import io.github.tachydromos.sync.reconcile.SyncResult.Starting;
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
    /** Processes that a reload ends may take a connection until they hear of it: up to 0.2 s on a busy machine. */
    private static final Duration SETTLES_WITHIN = Duration.ofMillis(250);

    private static final Duration BETWEEN_RELOADS = Duration.ofSeconds(30);
    private static final BackOff RETRY = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(5));

    /** Files below it come from Secrets: their renewal does not wait for its turn. */
    private static final String FROM_SECRETS = "private/";

    private final Daemon daemon;
    private final DaemonControl control;
    private final GenerationStore generations;
    private final Observer observer;
    private final InstantSource clock;

    private @Nullable Attempt attempt;
    private Instant lastReload = Instant.MIN;

    /** A promoted generation whose service is not seen yet, and is not to be looked at before it has settled. */
    private record Attempt(Generation generation, Instant settled, Instant deadline, boolean waits) {
        boolean mayYetServe(Instant now) {
            return now.isBefore(deadline) && !waits;
        }
    }

    DaemonReconciler(
            Daemon daemon, DaemonControl control, GenerationStore generations, Observer observer, InstantSource clock) {
        this.daemon = daemon;
        this.control = control;
        this.generations = generations;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * One pass.
     *
     * @param wanted empty if nothing can be rendered (no accepted document yet, a Secret is missing): what was good goes on
     */
    SyncResult reconcile(Optional<RenderedTree> wanted) throws IOException {
        Status status = control.status();
        if (!status.running() && status.generation().isPresent()) {
            // It may have read its tree already, and nobody would tell it of another one.
            return new Starting();
        }
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
            Optional<Generation> begun = wanted.isEmpty() ? begun(status) : Optional.empty();
            return begun.isPresent() ? goOn(begun.get(), good.get()) : start(good.get(), status);
        }
        return new Unchanged(good.get().id());
    }

    /** What a sidecar that was killed has promoted and not given up: not yet known to serve, nor that it does not. */
    private Optional<Generation> begun(Status status) throws IOException {
        Optional<Failure> failure = generations.failure();
        return generations
                .live()
                .filter(live -> runs(status, live))
                .filter(live -> failure.stream()
                        .noneMatch(f -> f.digest().equals(live.tree().digest())));
    }

    /** Whether it was taken over is not known. To go back and forth would use up the turn of the tree that is wanted. */
    private SyncResult goOn(Generation begun, Generation good) throws IOException {
        takeOver(Optional.of(good.tree()), begun.tree());
        return verifying(begun, SETTLES_WITHIN);
    }

    /** The tree that the daemon was told to run last. */
    Optional<RenderedTree> promoted() throws IOException {
        return attempt == null
                ? generations.good().map(Generation::tree)
                : Optional.of(attempt.generation().tree());
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
            return verifying(next, SETTLES_WITHIN);
        }
        return verifying(next, Duration.ZERO);
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
        return fromSecrets(running, wanted) || !clock.instant().isBefore(lastReload.plus(BETWEEN_RELOADS));
    }

    private static boolean fromSecrets(RenderedTree running, RenderedTree wanted) {
        return running.difference(wanted).stream().allMatch(path -> path.startsWith(FROM_SECRETS));
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

    private SyncResult verifying(Generation next, Duration settling) {
        Instant now = clock.instant();
        attempt = new Attempt(next, now.plus(settling), now.plus(VERIFY_WITHIN), false);
        return new Verifying(next.id());
    }

    private SyncResult verify(Attempt current, Optional<Generation> good) throws IOException {
        if (clock.instant().isBefore(current.settled())) {
            return new Verifying(current.generation().id());
        }
        Optional<String> missing = observer.missing(current.generation().tree());
        if (missing.isPresent()) {
            return current.mayYetServe(clock.instant())
                    ? new Verifying(current.generation().id())
                    : waitOrGiveUp(current, good, missing.get());
        }
        attempt = null;
        generations.markGood(current.generation());
        return new Verified(current.generation().id());
    }

    /** What the daemon waits for before it starts is no fault of the tree: once it is there, the time to serve begins anew. */
    private SyncResult waitOrGiveUp(Attempt current, Optional<Generation> good, String reason) throws IOException {
        Optional<String> awaited = observer.awaited();
        Instant now = clock.instant();
        if (awaited.isPresent()) {
            attempt = new Attempt(current.generation(), current.settled(), now.plus(VERIFY_WITHIN), true);
            return new Waiting("generation " + current.generation().id() + " waits for " + awaited.get());
        }
        if (now.isBefore(current.deadline())) {
            attempt = new Attempt(current.generation(), current.settled(), current.deadline(), false);
            return new Verifying(current.generation().id());
        }
        return giveUp(current, good, reason);
    }

    /** The failure is remembered first: whatever goes wrong on the way back, the bad tree waits for its next turn. */
    private SyncResult giveUp(Attempt current, Optional<Generation> good, String reason) throws IOException {
        RenderedTree tree = current.generation().tree();
        SyncResult result = failed(current.generation(), good, "it did not serve, " + reason);
        attempt = null;
        if (good.isPresent() && good.get().id() != current.generation().id()) {
            // Sessions live on if it was only a certificate; what else it was, only a restart is sure to leave.
            boolean sessionsStay = fromSecrets(tree, good.get().tree());
            start(good.get(), control.status(), sessionsStay ? Optional.of(tree) : Optional.empty());
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
        return start(good, status, Optional.empty());
    }

    private SyncResult start(Generation good, Status status, Optional<RenderedTree> running) throws IOException {
        Answer promote = control.promote(good.id());
        if (!promote.passed()) {
            throw new IOException(daemon.name() + " did not take generation " + good.id() + ": " + promote.output());
        }
        generations.promote(good);
        if (status.running()) {
            takeOver(running, good.tree());
        }
        return new Waiting("started on generation " + good.id());
    }
}
