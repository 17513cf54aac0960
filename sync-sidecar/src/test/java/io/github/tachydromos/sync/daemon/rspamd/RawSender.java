// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Sends a mail byte by byte as it is, whatever the rules of mail say. */
final class RawSender implements AutoCloseable {
    private final Socket socket;

    RawSender(InetSocketAddress server, Duration patience) throws IOException {
        socket = new Socket();
        socket.connect(server);
        socket.setSoTimeout((int) patience.toMillis());
    }

    /** The reply that decides. */
    String send(byte[] mail) throws IOException {
        String reply = read();
        for (String command : List.of(
                "EHLO mail.elsewhere.example",
                "MAIL FROM:<friend@elsewhere.example>",
                "RCPT TO:<alice@example.org>",
                "DATA")) {
            reply = say((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            if (!reply.startsWith("2") && !reply.startsWith("3")) {
                return reply;
            }
        }
        return say(transparent(mail));
    }

    private String say(byte[] bytes) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        out.write(bytes);
        out.flush();
        return read();
    }

    /** Lines end with CRLF, a dot at the start of one is doubled, and one alone ends it (RFC 5321 4.5.2). */
    private static byte[] transparent(byte[] mail) {
        var out = new ByteArrayOutputStream(mail.length + mail.length / 32);
        byte before = '\n';
        for (byte b : mail) {
            if (b == '\n' && before != '\r') {
                out.write('\r');
            }
            if (b == '.' && before == '\n') {
                out.write('.');
            }
            out.write(b);
            before = b;
        }
        out.writeBytes("\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** The last line of a reply. */
    private String read() throws IOException {
        String line = line();
        while (line.startsWith("-", 3)) {
            line = line();
        }
        return line;
    }

    private String line() throws IOException {
        InputStream in = socket.getInputStream();
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed after \"" + line + "\"");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
