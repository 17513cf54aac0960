// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.io.IOException;
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
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = channel.line();
            if (line.startsWith(TAG + " ")) {
                return new Answer(line.substring(TAG.length() + 1), List.copyOf(lines));
            }
            lines.add(line);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close(TAG + " LOGOUT");
    }
}
