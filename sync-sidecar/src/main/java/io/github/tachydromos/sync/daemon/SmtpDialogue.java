// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;

/** A talk with an SMTP or LMTP server, as a rule this pod's (RFC 5321 2.3, RFC 2033). */
public final class SmtpDialogue implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LineConnection connection;

    public SmtpDialogue(InetSocketAddress address) throws IOException {
        this(address, PATIENCE);
    }

    public SmtpDialogue(InetSocketAddress address, Duration patience) throws IOException {
        this.connection = new LineConnection(address, patience);
    }

    /** The last line of the next reply, which must begin with {@code expected}. */
    public String expect(String expected) throws IOException {
        return connection.expectAfter(line -> line.startsWith("-", 3), expected);
    }

    /** Says a command and takes its reply, which must begin with {@code expected}. */
    public String say(String command, String expected) throws IOException {
        connection.writeLine(command);
        return expect(expected);
    }

    /** The same, where a reply that begins with {@code other} will do, too. */
    public String say(String command, String expected, String other) throws IOException {
        String reply = say(command, "");
        return reply.startsWith(other) ? reply : LineConnection.expect(reply, expected);
    }

    /** Begins TLS and returns whose certificate is served, trusted or not. */
    public X509Certificate secure() throws IOException {
        return connection.startTls();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
