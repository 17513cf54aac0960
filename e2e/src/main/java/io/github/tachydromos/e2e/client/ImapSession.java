// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** IMAP command by command, for the checks that look at single answers (RFC 9051). */
public final class ImapSession implements AutoCloseable {
    private static final String TAG = "a";

    private final LineChannel channel;

    private ImapSession(LineChannel channel) throws IOException {
        this.channel = channel;
        channel.line();
    }

    /** The tagged answer, and the lines before it. */
    public record Answer(String verdict, List<String> lines) {
        public boolean ok() {
            return verdict.startsWith("OK");
        }

        public boolean refused() {
            return verdict.startsWith("NO");
        }

        public boolean contains(String text) {
            return lines.stream().anyMatch(line -> line.contains(text));
        }

        @Override
        public String toString() {
            return verdict;
        }
    }

    public static ImapSession open(String host, int port) throws IOException {
        return new ImapSession(LineChannel.open(host, port));
    }

    public static ImapSession openSecure(String host, int port, PinnedTls tls) throws IOException {
        LineChannel channel = LineChannel.open(host, port);
        channel.secure(tls);
        return new ImapSession(channel);
    }

    public Answer startTls(PinnedTls tls) throws IOException {
        Answer ready = command("STARTTLS");
        if (ready.ok()) {
            channel.secure(tls);
        }
        return ready;
    }

    public Answer login(String user, String password) throws IOException {
        return command("LOGIN \"" + user + "\" \"" + password + "\"");
    }

    public Answer command(String command) throws IOException {
        channel.line(TAG + " " + command);
        return answer();
    }

    private Answer answer() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = channel.line();
            if (line.startsWith(TAG + " ")) {
                return new Answer(line.substring(TAG.length() + 1), List.copyOf(lines));
            }
            lines.add(line);
        }
    }

    /** Waits for news of the selected folder from now on (RFC 2177). */
    public void idle() throws IOException {
        channel.line(TAG + " IDLE");
        String answer = channel.line();
        if (!answer.startsWith("+")) {
            throw new IOException("IDLE: " + answer);
        }
    }

    /** The first unasked line of this kind, EXISTS for example; the server sends others now and then. */
    public String awaitNews(String kind, Duration limit) throws IOException {
        channel.patience(limit);
        while (true) {
            String line = channel.line();
            if (line.endsWith(" " + kind)) {
                return line;
            }
        }
    }

    /** Ends IDLE; the answer is that to it. */
    public Answer done() throws IOException {
        channel.line("DONE");
        return answer();
    }

    /** The certificate that the server has shown. */
    public X509Certificate leaf() throws IOException {
        return channel.leaf();
    }

    @Override
    public void close() throws IOException {
        channel.close(TAG + " LOGOUT");
    }
}
