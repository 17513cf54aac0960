// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import java.util.List;
import java.util.Set;

/** Every published port serves the very certificate that the cert-rotator keeps. */
record TlsTrials(Ports ports) {

    List<Trial> all() {
        return List.of(
                smtp(Ports.SMTP, "STARTTLS"),
                smtp(Ports.SMTPS, "TLS"),
                smtp(Ports.SUBMISSION, "STARTTLS"),
                dovecot(Ports.IMAP, "STARTTLS"),
                dovecot(Ports.IMAPS, "TLS"),
                dovecot(Ports.SIEVE, "STARTTLS"));
    }

    private Trial smtp(int port, String way) {
        return new Trial(
                name(port, way), Set.of(Service.POSTFIX), () -> ports.smtp(port).close());
    }

    private Trial dovecot(int port, String way) {
        return new Trial(
                name(port, way),
                Set.of(Service.DOVECOT),
                () -> ports.dovecot(port).close());
    }

    private static String name(int port, String way) {
        return way + " on port " + port;
    }
}
