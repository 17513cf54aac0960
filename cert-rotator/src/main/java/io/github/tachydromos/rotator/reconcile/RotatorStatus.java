// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.rotator.reconcile.SecretResult.Failed;
import io.github.tachydromos.rotator.reconcile.SecretResult.Kept;
import io.github.tachydromos.rotator.reconcile.SecretResult.Left;
import io.github.tachydromos.rotator.reconcile.SecretResult.Written;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the last pass found, without any key material.
 *
 * @param complete every wanted Secret exists
 * @param details what is wrong, by suite document or Secret; empty if all is well
 * @param notAfter end of each certificate, by Secret
 */
public record RotatorStatus(boolean complete, Map<String, String> details, Map<String, Instant> notAfter) {
    static final String SUITE = "suite";

    public RotatorStatus {
        details = Map.copyOf(details);
        notAfter = Map.copyOf(notAfter);
    }

    static RotatorStatus starting() {
        return new RotatorStatus(false, Map.of(SUITE, "has not been read yet"), Map.of());
    }

    static RotatorStatus unapplied(String fault) {
        return new RotatorStatus(false, Map.of(SUITE, fault), Map.of());
    }

    static RotatorStatus of(List<SecretResult> results) {
        boolean complete = true;
        Map<String, String> details = new LinkedHashMap<>();
        Map<String, Instant> notAfter = new TreeMap<>();
        for (SecretResult result : results) {
            switch (result) {
                case Failed(var secret, var reason) -> {
                    complete = false;
                    details.put(secret, reason);
                }
                case Left(var secret, var fault) -> details.put(secret, fault);
                case Kept _, Written _ -> {}
            }
            result.certificate()
                    .ifPresent(bundle -> notAfter.put(
                            result.secret(), bundle.leaf().getNotAfter().toInstant()));
        }
        return new RotatorStatus(complete, details, notAfter);
    }

    /** The same with a fault that is not in a Secret: the pass is no less complete for it. */
    RotatorStatus with(String subject, String fault) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(subject, fault);
        return new RotatorStatus(complete, more, notAfter);
    }
}
