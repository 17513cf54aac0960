// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.tls;

import io.github.tachydromos.core.config.Certificates;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.tls.TlsSecretCheck;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks at the TLS Secrets that the document in force names. It only warns: a refusal would stop whoever renews
 * certificates, and the cert-rotator and the sidecar do not let a bad one through.
 */
public final class TlsSecretRule {
    private final Supplier<Optional<Suite>> suite;
    private final InstantSource clock;

    public TlsSecretRule(Supplier<Optional<Suite>> suite, InstantSource clock) {
        this.suite = suite;
        this.clock = clock;
    }

    /** Whether this Secret of the release's namespace is one of them. */
    public boolean concerns(String name) {
        return suite.get()
                .map(Suite::certificates)
                .filter(certificates -> isNamed(certificates, name))
                .isPresent();
    }

    public List<Finding> warnings(Map<String, byte[]> data) {
        return suite.get()
                .map(document -> TlsSecretCheck.findings(data, document.hostname(), clock.instant()))
                .orElse(List.of());
    }

    private static boolean isNamed(Certificates certificates, String name) {
        return certificates.mail().equals(name) || certificates.ingress().equals(name);
    }
}
