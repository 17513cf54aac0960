// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;

/** The certificates that the six TLS ports show, each verified with its chain by the handshake itself. */
public record ServedLeaves(Map<Integer, X509Certificate> byPort) {

    private interface Look {
        X509Certificate leaf() throws IOException;
    }

    /** By the ports' well-known numbers, wherever they are published. */
    public static ServedLeaves of(Endpoints endpoints, PinnedTls tls) throws IOException {
        Map<Integer, X509Certificate> leaves = new LinkedHashMap<>();
        for (var port : looks(endpoints, tls).entrySet()) {
            leaves.put(port.getKey(), port.getValue().leaf());
        }
        return new ServedLeaves(leaves);
    }

    /** Whether each port shows this one. Asks no further than the first that does not: who waits asks often. */
    public static boolean allAre(X509Certificate leaf, Endpoints endpoints, PinnedTls tls) throws IOException {
        for (Look look : looks(endpoints, tls).values()) {
            if (!look.leaf().equals(leaf)) {
                return false;
            }
        }
        return true;
    }

    private static Map<Integer, Look> looks(Endpoints endpoints, PinnedTls tls) {
        Map<Integer, Look> looks = new LinkedHashMap<>();
        var ports = endpoints.ports();
        String host = endpoints.host();
        looks.put(25, () -> {
            try (SmtpSession session = new ForeignServer(endpoints, tls).session()) {
                return session.leaf();
            }
        });
        looks.put(465, () -> {
            try (SmtpSession session = SmtpSession.openSecure(host, ports.smtps(), tls)) {
                return session.leaf();
            }
        });
        looks.put(587, () -> {
            try (SmtpSession session = SmtpSession.open(host, ports.submission())) {
                session.ehlo();
                session.startTls(tls);
                return session.leaf();
            }
        });
        looks.put(143, () -> {
            try (ImapSession session = ImapSession.open(host, ports.imap())) {
                session.startTls(tls);
                return session.leaf();
            }
        });
        looks.put(993, () -> {
            try (ImapSession session = ImapSession.openSecure(host, ports.imaps(), tls)) {
                return session.leaf();
            }
        });
        looks.put(4190, () -> {
            try (ManageSieveSession session = ManageSieveSession.open(host, ports.sieve())) {
                session.startTls(tls);
                return session.leaf();
            }
        });
        return looks;
    }

    /** Serial numbers by port. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        byPort.forEach((port, leaf) ->
                text.append(port).append(": ").append(leaf.getSerialNumber()).append(' '));
        return text.toString().strip();
    }
}
