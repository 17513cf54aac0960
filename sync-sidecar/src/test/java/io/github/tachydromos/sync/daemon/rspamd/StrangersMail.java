// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.sync.daemon.LineConnection;
import io.github.tachydromos.sync.daemon.postfix.PostfixContainer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Brings mail as a server of a chosen address would. Postfix is told the address by XCLIENT and tells it to Rspamd over the
 * milter, so that all of the way is the real one.
 */
record StrangersMail(PostfixContainer postfix) {
    /** What Postfix needs beside its own configuration to believe the test. */
    static final String BELIEVING = "smtpd_authorized_xclient_hosts = 0.0.0.0/0\n";

    /** As patient as a mail server is with a filter that waits for names. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A server: its address and its name. */
    record Host(String address, String name) {}

    /** The answer to this mail of this host's for alice. */
    String from(Host host, String envelope, String mail) throws IOException {
        try (LineConnection smtp = new LineConnection(postfix.listener(25), PATIENCE)) {
            reply(smtp, "220");
            for (String command : List.of(
                    "EHLO " + host.name(),
                    "XCLIENT NAME=" + host.name() + " ADDR=" + host.address(),
                    "EHLO " + host.name(),
                    "MAIL FROM:<" + envelope + ">",
                    "RCPT TO:<alice@example.org>",
                    "DATA")) {
                smtp.writeLine(command);
                reply(smtp, command.startsWith("XCLIENT") ? "220" : command.equals("DATA") ? "354" : "250");
            }
            smtp.writeLine(mail.replace("\r\n.", "\r\n..") + "\r\n.");
            return reply(smtp, "");
        }
    }

    private static String reply(LineConnection smtp, String beginning) throws IOException {
        return smtp.expectAfter(line -> line.startsWith("-", 3), beginning);
    }
}
