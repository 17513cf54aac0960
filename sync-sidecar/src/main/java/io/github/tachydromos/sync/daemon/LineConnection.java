// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A line-based protocol of a daemon, with TLS from the start or later on. Nothing waits longer than the timeout. */
public final class LineConnection implements Closeable {
    private static final int LONGEST_LINE = 8192;

    private final Duration timeout;
    private Socket socket;

    public LineConnection(InetSocketAddress address, Duration timeout) throws IOException {
        this.timeout = timeout;
        this.socket = new Socket();
        try {
            socket.connect(address, (int) timeout.toMillis());
            socket.setSoTimeout((int) timeout.toMillis());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Starts TLS and returns the certificate that is served: not judged here, the caller knows which it must be. */
    public X509Certificate startTls() throws IOException {
        return startTls(socket.getInetAddress().getHostAddress());
    }

    /** The same, but asks for the certificate of a name (RFC 6066 3). */
    public X509Certificate startTls(String name) throws IOException {
        SSLSocket tls =
                (SSLSocket) anyCertificate().getSocketFactory().createSocket(socket, name, socket.getPort(), true);
        tls.setSoTimeout((int) timeout.toMillis());
        socket = tls;
        tls.startHandshake();
        return (X509Certificate) tls.getSession().getPeerCertificates()[0];
    }

    /** The next line, which must begin so. */
    public String expect(String beginning) throws IOException {
        return expect(readLine(), beginning);
    }

    /** The next line that is no such preface, which must begin so. */
    public String expectAfter(Predicate<String> preface, String beginning) throws IOException {
        String line = readLine();
        while (preface.test(line)) {
            line = readLine();
        }
        return expect(line, beginning);
    }

    /** One line without its end. */
    public String readLine() throws IOException {
        InputStream in = socket.getInputStream();
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed after \"" + line + "\"");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line longer than " + LONGEST_LINE);
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    public void writeLine(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static String expect(String line, String beginning) throws IOException {
        if (!line.startsWith(beginning)) {
            throw new IOException("answered \"" + line + "\" instead of \"" + beginning + "\"");
        }
        return line;
    }

    private static SSLContext anyCertificate() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anything()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a Java without TLS", e);
        }
    }

    /** The certificate is compared afterwards, before anything else is said. */
    private static final class Anything implements X509TrustManager {
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
