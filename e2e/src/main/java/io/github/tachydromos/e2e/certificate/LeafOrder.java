// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.certificate;

import java.time.Duration;
import java.time.Instant;

/** What a server's certificate shall be like. */
public record LeafOrder(String hostname, Instant notBefore, Instant notAfter, KeyKind key, String digest) {
    public static LeafOrder of(String hostname) {
        Instant now = Instant.now();
        return new LeafOrder(
                hostname, now.minus(Duration.ofMinutes(5)), now.plus(Duration.ofDays(90)), KeyKind.EC, "SHA256");
    }

    public LeafOrder valid(Instant from, Instant to) {
        return new LeafOrder(hostname, from, to, key, digest);
    }

    public LeafOrder withKey(KeyKind kind) {
        return new LeafOrder(hostname, notBefore, notAfter, kind, digest);
    }

    public LeafOrder signedWith(String other) {
        return new LeafOrder(hostname, notBefore, notAfter, key, other);
    }
}
