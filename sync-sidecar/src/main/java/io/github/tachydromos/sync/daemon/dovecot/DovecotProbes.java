// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.sync.daemon.Probe;
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
            expect(connection.readLine(), "* OK");
            String password = DovecotDaemon.text(tree, LoginFiles.PROBE_PASSWORD);
            connection.writeLine("a LOGIN " + LoginFiles.PROBE + " \""
                    + password.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
            expectTagged(connection, "a OK");
            connection.writeLine("b SELECT INBOX");
            expectTagged(connection, "b OK");
            connection.writeLine("c LOGOUT");
            expectTagged(connection, "c OK");
        }
    }

    private void imaps() throws IOException {
        try (var connection = new LineConnection(ports.imaps(), TIMEOUT)) {
            expectCertificate(connection.startTls(), MAIL);
            expect(connection.readLine(), "* OK");
        }
    }

    private void sieve() throws IOException {
        try (var connection = new LineConnection(ports.sieve(), TIMEOUT)) {
            expectGreeting(connection);
            connection.writeLine("STARTTLS");
            expect(connection.readLine(), "OK");
            expectCertificate(connection.startTls(), MAIL);
            expectGreeting(connection);
        }
    }

    /** Up to the recipient: that shows that deliveries find their mailbox. */
    private void lmtp() throws IOException {
        try (var connection = new LineConnection(ports.lmtp(), TIMEOUT)) {
            expectCertificate(connection.startTls(), INTERNAL);
            expect(connection.readLine(), "220");
            connection.writeLine("LHLO localhost");
            String line = connection.readLine();
            while (line.startsWith("250-")) {
                line = connection.readLine();
            }
            expect(line, "250 ");
            connection.writeLine("MAIL FROM:<>");
            expect(connection.readLine(), "250");
            connection.writeLine("RCPT TO:<" + LoginFiles.PROBE + ">");
            expect(connection.readLine(), "250");
            connection.writeLine("QUIT");
            expect(connection.readLine(), "221");
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

    private static void expectGreeting(LineConnection connection) throws IOException {
        String line = connection.readLine();
        while (line.startsWith("\"")) {
            line = connection.readLine();
        }
        expect(line, "OK");
    }

    private static void expectTagged(LineConnection connection, String start) throws IOException {
        String line = connection.readLine();
        while (line.startsWith("* ")) {
            line = connection.readLine();
        }
        expect(line, start);
    }

    private static void expect(String line, String start) throws IOException {
        if (!line.startsWith(start)) {
            throw new IOException("answered \"" + line + "\" instead of \"" + start + "\"");
        }
    }
}
