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
import io.github.tachydromos.rotator.publish.NoticePublisher;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pass from the suite document to what it wants made. A document that is wrong, foreign or gone changes nothing:
 * the last one that was accepted stays in force.
 */
public final class Rotator {
    private final SuiteSource source;
    private final SuiteReconciler reconciler;
    private final NoticePublisher publisher;
    private final SuiteWatch watch;
    private final StatusListener listener;
    private Optional<Suite> accepted = Optional.empty();
    private Optional<SourceReport> lastReport = Optional.empty();
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
        Notices notices = new Notices(source.name());
        Optional<String> fault = read(document, notices);
        RotatorStatus now = accepted.map(suite -> reconcile(suite, notices))
                .orElseGet(() -> RotatorStatus.unapplied(fault.orElse("")));
        become(fault.map(text -> now.with(RotatorStatus.SUITE, text)).orElse(now));
        publisher.publish(notices.all());
        return status;
    }

    /** Another replica does the work. */
    void standBy() {
        become(RotatorStatus.standingBy());
    }

    private void become(RotatorStatus next) {
        status = next;
        listener.changed(next);
    }

    private RotatorStatus reconcile(Suite suite, Notices notices) {
        SuiteReconciler.Outcome outcome = reconciler.reconcile(suite);
        // Only now: what this pass has created needs no watch to tell of it.
        watch.follow(SuiteReconciler.secrets(suite), SuiteReconciler.configuration(suite));
        outcome.results().forEach(notices::add);
        // A source that could not be looked at has the faults that it had.
        lastReport = outcome.source().or(() -> lastReport);
        lastReport.ifPresent(notices::add);
        return RotatorStatus.of(outcome.results(), lastReport);
    }

    /** Takes the document over, or says why it does not. */
    private Optional<String> read(Optional<ConfigMap> document, Notices notices) {
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
                        "SuiteRefused",
                        bad.reasons().stream().map(Finding::toString).toList());
        };
    }

    private static Optional<String> told(Notices notices, String reason, List<String> faults) {
        notices.warn(reason, faults);
        return Optional.of(String.join("\n", faults));
    }
}
