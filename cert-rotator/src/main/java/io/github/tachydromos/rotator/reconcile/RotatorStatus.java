// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.rotator.policy.MailDecision;
import io.github.tachydromos.rotator.reconcile.StepResult.Failed;
import io.github.tachydromos.rotator.reconcile.StepResult.Kept;
import io.github.tachydromos.rotator.reconcile.StepResult.Left;
import io.github.tachydromos.rotator.reconcile.StepResult.Waits;
import io.github.tachydromos.rotator.reconcile.StepResult.Written;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the last pass found, without any key material.
 *
 * @param progress how far it came
 * @param details what is wrong or under way, by object; empty if all is well
 * @param notAfter end of each certificate, by Secret
 * @param source what became of the source of the mail certificate, by its name; empty if it was not looked at
 */
public record RotatorStatus(
        Progress progress,
        Map<String, String> details,
        Map<String, Instant> notAfter,
        Map<String, MailDecision.Use> source) {
    static final String SUITE = "suite";

    /** How far a pass came. */
    public enum Progress {
        /** Something that is wanted is missing. */
        INCOMPLETE,
        /** Everything exists; a step is due soon. */
        UNDER_WAY,
        COMPLETE
    }

    public RotatorStatus {
        details = Map.copyOf(details);
        notAfter = Map.copyOf(notAfter);
        source = Map.copyOf(source);
    }

    static RotatorStatus starting() {
        return unapplied("has not been read yet");
    }

    static RotatorStatus unapplied(String fault) {
        return new RotatorStatus(Progress.INCOMPLETE, Map.of(SUITE, fault), Map.of(), Map.of());
    }

    /** Nothing is missing that this replica should make. */
    static RotatorStatus standingBy() {
        return new RotatorStatus(Progress.COMPLETE, Map.of("leader", "is another replica"), Map.of(), Map.of());
    }

    static RotatorStatus of(List<StepResult> results, Optional<SourceReport> source) {
        Progress progress = Progress.COMPLETE;
        Map<String, String> details = new LinkedHashMap<>();
        Map<String, Instant> notAfter = new TreeMap<>();
        for (StepResult result : results) {
            switch (result) {
                case Failed(var object, var reason) -> {
                    progress = Progress.INCOMPLETE;
                    details.put(object, reason);
                }
                case Waits waits -> {
                    progress = progress == Progress.COMPLETE ? Progress.UNDER_WAY : progress;
                    details.put(waits.object(), waits.reason());
                }
                case Left left -> details.put(left.object(), left.fault());
                case Kept _, Written _ -> {}
            }
            result.certificate()
                    .ifPresent(bundle -> notAfter.put(
                            result.object(), bundle.leaf().getNotAfter().toInstant()));
        }
        source.filter(report -> !report.objections().isEmpty())
                .ifPresent(report -> details.put(report.name(), String.join("\n", report.objections())));
        source.flatMap(SourceReport::notAfter)
                .ifPresent(end -> notAfter.put(source.orElseThrow().name(), end));
        return new RotatorStatus(
                progress,
                details,
                notAfter,
                source.map(report -> Map.of(report.name(), report.use())).orElse(Map.of()));
    }

    public boolean complete() {
        return progress != Progress.INCOMPLETE;
    }

    /** The same with a fault that is not in one of the objects: the pass came no less far for it. */
    RotatorStatus with(String subject, String fault) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(subject, fault);
        return new RotatorStatus(progress, more, notAfter, source);
    }
}
