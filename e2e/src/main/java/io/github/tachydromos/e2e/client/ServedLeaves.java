// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;

/** The certificates that the six TLS ports show, each verified with its chain by the handshake itself. */
public record ServedLeaves(Map<Integer, X509Certificate> byPort) {
    /** By the ports' well-known numbers, wherever they are published. */
    public static ServedLeaves of(Endpoints endpoints, PinnedTls tls) throws IOException {
        Map<Integer, X509Certificate> leaves = new LinkedHashMap<>();
        var ports = endpoints.ports();
        String host = endpoints.host();
        try (SmtpSession session = new ForeignServer(endpoints, tls).session()) {
            leaves.put(25, session.leaf());
        }
        try (SmtpSession session = SmtpSession.openSecure(host, ports.smtps(), tls)) {
            leaves.put(465, session.leaf());
        }
        try (SmtpSession session = SmtpSession.open(host, ports.submission())) {
            session.ehlo();
            session.startTls(tls);
            leaves.put(587, session.leaf());
        }
        try (ImapSession session = ImapSession.open(host, ports.imap())) {
            session.startTls(tls);
            leaves.put(143, session.leaf());
        }
        try (ImapSession session = ImapSession.openSecure(host, ports.imaps(), tls)) {
            leaves.put(993, session.leaf());
        }
        try (ManageSieveSession session = ManageSieveSession.open(host, ports.sieve())) {
            session.startTls(tls);
            leaves.put(4190, session.leaf());
        }
        return new ServedLeaves(leaves);
    }

    public boolean allAre(X509Certificate leaf) {
        return byPort.values().stream().allMatch(leaf::equals);
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
