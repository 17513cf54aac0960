// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import io.github.tachydromos.sync.daemon.LineConnection;
import io.github.tachydromos.sync.daemon.SmtpDialogue;
import io.github.tachydromos.sync.daemon.WantedLeaf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;

/** The mail ports of the Services. Whoever does not show the mail certificate is told nothing. */
record Ports(String smtpHost, String imapHost, X509Certificate leaf) {
    static final int SMTP = 25;
    static final int SMTPS = 465;
    static final int SUBMISSION = 587;
    static final int IMAP = 143;
    static final int IMAPS = 993;
    static final int SIEVE = 4190;

    /** What this host calls itself where the cluster gave it no name (RFC 6761 6.4). */
    private static final String NAMELESS = "helm-test.invalid";

    /** Scanning a mail takes its time, and so does a policy that asks elsewhere. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A session on 25, 465 or 587 under TLS, greeted. */
    SmtpDialogue smtp(int port) throws IOException {
        SmtpDialogue smtp = plainSmtp(port);
        try {
            if (port == SMTPS) {
                expect(smtp.secure());
                smtp.expect("220");
            } else {
                smtp.expect("220");
                greet(smtp);
                smtp.say("STARTTLS", "220");
                expect(smtp.secure());
            }
            greet(smtp);
            return smtp;
        } catch (IOException e) {
            smtp.close();
            throw e;
        }
    }

    SmtpDialogue plainSmtp(int port) throws IOException {
        return new SmtpDialogue(new InetSocketAddress(smtpHost, port), PATIENCE);
    }

    static void greet(SmtpDialogue smtp) throws IOException {
        smtp.say("EHLO " + ownName(), "250");
    }

    /** By the Service that has no other purpose, the pod has a name which its address leads back to, as a mail server should. */
    private static String ownName() throws IOException {
        String name = InetAddress.getLocalHost().getCanonicalHostName();
        return name.contains(".") ? name : NAMELESS;
    }

    /** A session on 143, 993 or 4190 under TLS. */
    LineConnection dovecot(int port) throws IOException {
        LineConnection connection = new LineConnection(new InetSocketAddress(imapHost, port), PATIENCE);
        try {
            if (port != IMAPS) {
                connection.expectAfter(line -> line.startsWith("\""), "");
                connection.writeLine(port == IMAP ? "a STARTTLS" : "STARTTLS");
                connection.expectAfter(line -> line.startsWith("* "), port == IMAP ? "a OK" : "OK");
            }
            expect(connection.startTls());
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private void expect(X509Certificate served) throws IOException {
        new WantedLeaf(leaf).expect(served);
    }
}
