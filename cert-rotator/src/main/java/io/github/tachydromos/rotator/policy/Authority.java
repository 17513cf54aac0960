// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import io.github.tachydromos.core.tls.TlsBundle;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * An authority of this release.
 *
 * @param signer signs every new leaf
 * @param trusted all that are to be believed: the signer first, then those whose leaves may still be served
 */
public record Authority(TlsBundle signer, List<X509Certificate> trusted) {
    public Authority {
        trusted = List.copyOf(trusted);
    }

    /**
     * The times of one kind of authority.
     *
     * @param settle until all who verify have learnt of a new authority after it was published
     */
    public record Terms(Duration validity, Duration leafValidity, Duration settle) {}
}
