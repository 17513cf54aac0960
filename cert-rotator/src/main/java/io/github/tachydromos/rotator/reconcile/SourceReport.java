// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.rotator.policy.MailDecision;
import io.github.tachydromos.rotator.policy.ObservedSecret;
import io.github.tachydromos.rotator.policy.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found about the source of the mail certificate.
 *
 * @param name of the Secret, which need not exist
 * @param objections what its owner should know
 * @param notAfter end of its certificate, if it is a good one
 */
public record SourceReport(
        String name,
        Optional<ObservedSecret> secret,
        MailDecision.Use use,
        List<String> objections,
        Optional<Instant> notAfter) {
    public SourceReport {
        objections = List.copyOf(objections);
    }

    static SourceReport of(String name, Source source, MailDecision decision) {
        return switch (source) {
            case Source.Absent _ ->
                new SourceReport(name, Optional.empty(), decision.use(), decision.objections(), Optional.empty());
            case Source.Faulty faulty ->
                new SourceReport(
                        name, Optional.of(faulty.secret()), decision.use(), decision.objections(), Optional.empty());
            case Source.Good(var secret, var bundle) ->
                new SourceReport(
                        name,
                        Optional.of(secret),
                        decision.use(),
                        decision.objections(),
                        Optional.of(bundle.leaf().getNotAfter().toInstant()));
        };
    }
}
