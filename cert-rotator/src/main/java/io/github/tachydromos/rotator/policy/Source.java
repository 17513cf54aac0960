// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Parsed;
import io.github.tachydromos.core.tls.TlsSecretCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The Secret beside the suite whose certificate mail clients are to see too, and whether it may be shown to them. */
public sealed interface Source {

    /** There is none, or it is the mail Secret itself. */
    record Absent() implements Source {}

    /** It must not be served. */
    record Faulty(ObservedSecret secret, List<Finding> faults) implements Source {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /** Nothing is wrong with it. */
    record Good(ObservedSecret secret, TlsBundle bundle) implements Source {}

    static Source judge(Optional<ObservedSecret> observed, String hostname, Instant now) {
        if (observed.isEmpty()) {
            return new Absent();
        }
        ObservedSecret secret = observed.get();
        List<Finding> faults = TlsSecretCheck.findings(secret.data(), hostname, now);
        return faults.isEmpty() && TlsBundle.read(secret.data()) instanceof Parsed(var bundle)
                ? new Good(secret, bundle)
                : new Faulty(secret, faults);
    }
}
