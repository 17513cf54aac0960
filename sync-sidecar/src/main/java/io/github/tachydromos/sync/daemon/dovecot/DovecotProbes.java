// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.sync.daemon.LineConnection;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** Looks at every service of the mailbox server, and at the certificate it really serves. */
final class DovecotProbes {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String MAIL = "private/mail.crt";
    private static final String INTERNAL = "private/internal.crt";

    private static final Duration SERVICE_HOLDS = Duration.ofSeconds(15);
    private static final Duration CERTIFICATE_HOLDS = Duration.ofMinutes(5);

    private final Ports ports;
    private final RenderedTree tree;

    DovecotProbes(Ports ports, RenderedTree tree) {
        this.ports = ports;
        this.tree = tree;
    }

    List<Probe> all() {
        return List.of(
                new Probe("imap login", SERVICE_HOLDS, this::imap),
                new Probe("lmtp recipient", SERVICE_HOLDS, this::lmtp),
                new Probe("imaps certificate", CERTIFICATE_HOLDS, this::imaps),
                new Probe("sieve certificate", CERTIFICATE_HOLDS, this::sieve));
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

    private void imaps() throws IOException {
        try (var connection = new LineConnection(ports.imaps(), TIMEOUT)) {
            expectCertificate(connection.startTls(), MAIL);
            connection.expect("* OK");
        }
    }

    private void sieve() throws IOException {
        try (var connection = new LineConnection(ports.sieve(), TIMEOUT)) {
            connection.expectAfter(DovecotProbes::capability, "OK");
            connection.writeLine("STARTTLS");
            connection.expect("OK");
            expectCertificate(connection.startTls(), MAIL);
            connection.expectAfter(DovecotProbes::capability, "OK");
        }
    }

    /** Up to the recipient: that shows that deliveries find their mailbox. */
    private void lmtp() throws IOException {
        try (var lmtp = new SmtpDialogue(ports.lmtp())) {
            expectCertificate(lmtp.secure(), INTERNAL);
            lmtp.expect("220");
            lmtp.say("LHLO localhost", "250");
            lmtp.say("MAIL FROM:<>", "250");
            lmtp.say("RCPT TO:<" + LoginFiles.PROBE + ">", "250");
            lmtp.say("QUIT", "221");
        }
    }

    private void expectCertificate(X509Certificate served, String path) throws IOException {
        X509Certificate wanted;
        try {
            wanted = Pem.certificates(tree.bytes(path)).getFirst();
        } catch (PemException e) {
            throw new IOException(path + " " + e.getMessage(), e);
        }
        if (!served.equals(wanted)) {
            throw new IOException("serves the certificate with serial number "
                    + served.getSerialNumber().toString(16) + " instead of "
                    + wanted.getSerialNumber().toString(16));
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
