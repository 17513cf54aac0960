// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What those who verify a kind of leaves are told to believe.
 *
 * @param since when that was published; empty if it was not by this program
 */
public record Publication(List<X509Certificate> certificates, Optional<Instant> since) {
    public Publication {
        certificates = List.copyOf(certificates);
    }

    /** A time as an annotation holds it. */
    public static Optional<Instant> time(String annotation) {
        try {
            return Optional.of(Instant.parse(annotation));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether all who verify may be taken to know this authority. */
    public boolean hasSettled(X509Certificate authority, Duration time, Instant now) {
        return certificates.contains(authority)
                && since.map(start -> !now.isBefore(start.plus(time))).orElse(false);
    }
}
