// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads filter scripts as a mail client does (RFC 5804). */
public final class ManageSieveSession implements AutoCloseable {
    private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d+)\\+?}");

    private final LineChannel channel;
    private final Answer greeting;

    private ManageSieveSession(LineChannel channel) throws IOException {
        this.channel = channel;
        this.greeting = answer();
    }

    /** What the server said: OK, NO or BYE, and the lines before it. */
    public record Answer(String verdict, List<String> lines) {
        public boolean ok() {
            return verdict.equals("OK");
        }

        @Override
        public String toString() {
            return String.join(" ", lines);
        }
    }

    public static ManageSieveSession open(String host, int port) throws IOException {
        return new ManageSieveSession(LineChannel.open(host, port));
    }

    public Answer greeting() {
        return greeting;
    }

    /** After STARTTLS the server repeats its capabilities unasked: that is the answer here. */
    public Answer startTls(PinnedTls tls) throws IOException {
        Answer ready = command("STARTTLS");
        if (!ready.ok()) {
            return ready;
        }
        channel.secure(tls);
        return answer();
    }

    public Answer login(String user, String password) throws IOException {
        String credentials = "\0" + user + "\0" + password;
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return command("AUTHENTICATE \"PLAIN\" \"" + encoded + "\"");
    }

    public Answer put(String name, String script) throws IOException {
        int length = script.getBytes(StandardCharsets.UTF_8).length;
        return command("PUTSCRIPT \"" + name + "\" {" + length + "+}\r\n" + script);
    }

    /** An empty name switches filtering off. */
    public Answer activate(String name) throws IOException {
        return command("SETACTIVE \"" + name + "\"");
    }

    public Answer delete(String name) throws IOException {
        return command("DELETESCRIPT \"" + name + "\"");
    }

    private Answer command(String line) throws IOException {
        channel.line(line);
        return answer();
    }

    private Answer answer() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = channel.line();
            Matcher literal = LITERAL.matcher(line);
            if (literal.matches()) {
                line += channel.bytes(Integer.parseInt(literal.group(1))) + channel.line();
            }
            lines.add(line);
            String word = line.split("[ (]", 2)[0];
            if (word.equals("OK") || word.equals("NO") || word.equals("BYE")) {
                return new Answer(word, List.copyOf(lines));
            }
        }
    }

    /** The certificate that the server has shown. */
    public X509Certificate leaf() throws IOException {
        return channel.leaf();
    }

    @Override
    public void close() throws IOException {
        channel.close("LOGOUT");
    }
}
