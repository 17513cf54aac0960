// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.Judgement.Foreign;
import io.github.tachydromos.core.rule.Judgement.Rejected;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.rotator.cluster.SuiteSource;
import io.github.tachydromos.rotator.cluster.SuiteWatch;
import io.github.tachydromos.rotator.publish.Notice;
import io.github.tachydromos.rotator.publish.Notice.Severity;
import io.github.tachydromos.rotator.publish.NoticePublisher;
import io.github.tachydromos.rotator.reconcile.SecretResult.Failed;
import io.github.tachydromos.rotator.reconcile.SecretResult.Kept;
import io.github.tachydromos.rotator.reconcile.SecretResult.Left;
import io.github.tachydromos.rotator.reconcile.SecretResult.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pass from the suite document to its Secrets. A document that is wrong, foreign or gone changes nothing: the
 * last one that was accepted stays in force.
 */
public final class Rotator {
    private final SuiteSource source;
    private final SuiteReconciler reconciler;
    private final NoticePublisher publisher;
    private final SuiteWatch watch;
    private final StatusListener listener;
    private Optional<Suite> accepted = Optional.empty();
    private volatile RotatorStatus status = RotatorStatus.starting();

    public Rotator(
            SuiteSource source,
            SuiteReconciler reconciler,
            NoticePublisher publisher,
            SuiteWatch watch,
            StatusListener listener) {
        this.source = source;
        this.reconciler = reconciler;
        this.publisher = publisher;
        this.watch = watch;
        this.listener = listener;
    }

    public RotatorStatus status() {
        return status;
    }

    /** Throws what the API throws if the document cannot be read at all; may be called again at any time. */
    public RotatorStatus pass() {
        Optional<ConfigMap> document = source.find();
        List<Notice> notices = new ArrayList<>();
        Optional<String> fault = read(document, notices);
        RotatorStatus now = accepted.map(suite -> reconcile(suite, notices))
                .orElseGet(() -> RotatorStatus.unapplied(fault.orElse("")));
        status = fault.map(text -> now.with(RotatorStatus.SUITE, text)).orElse(now);
        listener.changed(status);
        publisher.publish(notices);
        return status;
    }

    private RotatorStatus reconcile(Suite suite, List<Notice> notices) {
        List<SecretResult> results = reconciler.reconcile(suite);
        // Only now: what this pass has created needs no watch to tell of it.
        watch.secrets(SuiteReconciler.wanted(suite));
        results.forEach(result -> notice(result).ifPresent(notices::add));
        return RotatorStatus.of(results);
    }

    /** Takes the document over, or says why it does not. */
    private Optional<String> read(Optional<ConfigMap> document, List<Notice> notices) {
        if (document.isEmpty()) {
            return told(notices, "SuiteMissing", List.of("does not exist"));
        }
        Map<String, String> data = Optional.ofNullable(document.get().getData()).orElse(Map.of());
        return switch (SuiteJudge.judge(data.getOrDefault(Suite.KEY, ""))) {
            case Accepted good -> {
                accepted = Optional.of(good.suite());
                yield Optional.empty();
            }
            case Foreign(var schema) ->
                told(
                        notices,
                        "SuiteForeign",
                        List.of("is of schema " + schema + ", which this program does not apply"));
            case Rejected bad ->
                told(
                        notices,
                        "SuiteRejected",
                        bad.reasons().stream().map(Finding::toString).toList());
        };
    }

    private static Optional<String> told(List<Notice> notices, String reason, List<String> faults) {
        faults.forEach(fault -> notices.add(new Notice(Severity.WARNING, reason, fault)));
        return Optional.of(String.join("\n", faults));
    }

    private static Optional<Notice> notice(SecretResult result) {
        return switch (result) {
            case Kept _ -> Optional.empty();
            case Written written ->
                Optional.of(new Notice(
                        Severity.NORMAL,
                        "SecretWritten",
                        "Secret " + written.secret() + " was written: it " + written.reason()));
            case Left(var secret, var fault) ->
                Optional.of(new Notice(Severity.WARNING, "SecretUnusable", "Secret " + secret + ": " + fault));
            case Failed(var secret, var reason) ->
                Optional.of(new Notice(Severity.WARNING, "SecretFailed", "Secret " + secret + ": " + reason));
        };
    }
}
