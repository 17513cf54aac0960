// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A talk with this pod's SMTP server (RFC 5321 2.3). */
final class SmtpDialogue implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InetSocketAddress address;
    private Socket socket = new Socket();
    private BufferedReader replies = new BufferedReader(BufferedReader.nullReader());

    SmtpDialogue(InetSocketAddress address) throws IOException {
        this.address = address;
        socket.connect(address, (int) PATIENCE.toMillis());
        over(socket);
    }

    /** The next reply, which must begin with {@code expected}. */
    String expect(String expected) throws IOException {
        String line;
        do {
            line = replies.readLine();
        } while (line != null && line.length() > 3 && line.charAt(3) == '-');
        if (line == null || !line.startsWith(expected)) {
            throw new IOException("expected \"" + expected + "\" on port " + address.getPort() + ", saw "
                    + (line == null ? "the end of the connection" : "\"" + line + "\""));
        }
        return line;
    }

    /** Says a command and takes its reply, which must begin with {@code expected}. */
    String say(String command, String expected) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        return expect(expected);
    }

    /** Begins TLS and returns whose certificate is served, trusted or not. */
    X509Certificate secure() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Indifferent()}, null);
            var secured = (SSLSocket)
                    context.getSocketFactory().createSocket(socket, address.getHostString(), address.getPort(), true);
            secured.startHandshake();
            over(secured);
            return (X509Certificate) secured.getSession().getPeerCertificates()[0];
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void over(Socket now) throws IOException {
        socket = now;
        socket.setSoTimeout((int) PATIENCE.toMillis());
        replies = new BufferedReader(new InputStreamReader(now.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Who asks compares the certificate with the one that should be served; no path is to be built. */
    private static final class Indifferent implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
