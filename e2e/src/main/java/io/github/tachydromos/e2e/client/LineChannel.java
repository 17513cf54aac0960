// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/** A connection of a line protocol that may turn to TLS on the way. */
final class LineChannel {
    // Long enough for postscreen, which lets a stranger wait for its greeting.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Socket socket;
    private InputStream in;

    private LineChannel(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static LineChannel open(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(PATIENCE.toMillis()));
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            return new LineChannel(socket);
        } catch (IOException e) {
            socket.close();
            throw new IOException(host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    void secure(PinnedTls tls) throws IOException {
        SSLSocket secured = tls.over(socket);
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream());
    }

    /** The certificate that the server has shown. */
    X509Certificate leaf() throws IOException {
        if (socket instanceof SSLSocket secured) {
            return (X509Certificate) secured.getSession().getPeerCertificates()[0];
        }
        throw new IOException("no TLS yet");
    }

    /** How long the next answers may take. */
    void patience(Duration limit) throws IOException {
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
    }

    void line(String text) throws IOException {
        bytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] content) throws IOException {
        socket.getOutputStream().write(content);
        socket.getOutputStream().flush();
    }

    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("connection closed by the server after \"" + line + "\"");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    String bytes(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Says goodbye, which is no more than polite: the server may have gone first. */
    void close(String farewell) throws IOException {
        try (Socket closing = socket) {
            if (!closing.isClosed()) {
                line(farewell);
            }
        } catch (SocketException e) {
            // Nobody is left to hear it.
        }
    }
}
