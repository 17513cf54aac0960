// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.daemon.LineConnection;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.daemon.WantedLeaf;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** Looks at every service of the mailbox server. */
final class DovecotProbes {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String INTERNAL = "private/internal.pem";

    private static final Duration SERVICE_HOLDS = Duration.ofSeconds(15);

    private final Ports ports;
    private final RenderedTree tree;

    DovecotProbes(Ports ports, RenderedTree tree) {
        this.ports = ports;
        this.tree = tree;
    }

    List<Probe> all() {
        return List.of(
                new Probe("imap login", SERVICE_HOLDS, this::imap),
                new Probe("lmtp recipient", SERVICE_HOLDS, this::lmtp));
    }

    /** Without TLS: it is the pod's own loopback. Its name is all letters and hyphens, its password is quoted. */
    private void imap() throws IOException {
        try (var connection = new LineConnection(ports.imap(), TIMEOUT)) {
            connection.expect("* OK");
            String password = DovecotDaemon.text(tree, LoginFiles.PROBE_PASSWORD);
            connection.writeLine("a LOGIN " + LoginFiles.PROBE + " \""
                    + password.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
            connection.expectAfter(DovecotProbes::untagged, "a OK");
            connection.writeLine("b SELECT INBOX");
            connection.expectAfter(DovecotProbes::untagged, "b OK");
            connection.writeLine("c LOGOUT");
            connection.expectAfter(DovecotProbes::untagged, "c OK");
        }
    }

    static List<TlsPort> tlsPorts(Ports ports) {
        return List.of(
                new TlsPort(143, () -> starting(ports.imap(), "a STARTTLS", "a OK")),
                new TlsPort(993, () -> atOnce(ports.imaps())),
                new TlsPort(4190, () -> starting(ports.sieve(), "STARTTLS", "OK")));
    }

    private static X509Certificate atOnce(InetSocketAddress address) throws IOException {
        try (var connection = new LineConnection(address, TIMEOUT)) {
            return connection.startTls();
        }
    }

    /** The greeting is one line of IMAP, and capabilities and {@code OK} of ManageSieve. */
    private static X509Certificate starting(InetSocketAddress address, String command, String answer)
            throws IOException {
        try (var connection = new LineConnection(address, TIMEOUT)) {
            connection.expectAfter(DovecotProbes::capability, "");
            connection.writeLine(command);
            connection.expectAfter(DovecotProbes::untagged, answer);
            return connection.startTls();
        }
    }

    /** Up to the recipient: that shows that deliveries find their mailbox. */
    private void lmtp() throws IOException {
        try (var lmtp = new SmtpDialogue(ports.lmtp())) {
            WantedLeaf.of(tree, INTERNAL).expect(lmtp.secure());
            lmtp.expect("220");
            lmtp.say("LHLO localhost", "250");
            lmtp.say("MAIL FROM:<>", "250");
            lmtp.say("RCPT TO:<" + LoginFiles.PROBE + ">", "250");
            lmtp.say("QUIT", "221");
        }
    }

    /** A response of IMAP that does not end a command. */
    private static boolean untagged(String line) {
        return line.startsWith("* ");
    }

    /** A line of ManageSieve's greeting before its last. */
    private static boolean capability(String line) {
        return line.startsWith("\"");
    }
}
