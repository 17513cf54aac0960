// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** SMTP command by command, since the checks look at each answer (RFC 5321, RFC 3207, RFC 4954). */
public final class SmtpSession implements AutoCloseable {
    private static final String OWN_NAME = "mx.stranger.test";

    private final LineChannel channel;
    private final SmtpReply greeting;

    private SmtpSession(LineChannel channel) throws IOException {
        this.channel = channel;
        this.greeting = answer();
    }

    public static SmtpSession open(String host, int port) throws IOException {
        return new SmtpSession(LineChannel.open(host, port));
    }

    /** For port 465, where TLS comes before the greeting (RFC 8314 3.3). */
    public static SmtpSession openSecure(String host, int port, PinnedTls tls) throws IOException {
        LineChannel channel = LineChannel.open(host, port);
        channel.secure(tls);
        return new SmtpSession(channel);
    }

    public SmtpReply greeting() {
        return greeting;
    }

    public SmtpReply ehlo() throws IOException {
        return command("EHLO " + OWN_NAME);
    }

    /** STARTTLS with the EHLO that must follow it; the answer is that of the EHLO, or the refusal. */
    public SmtpReply startTls(PinnedTls tls) throws IOException {
        SmtpReply ready = command("STARTTLS");
        if (!ready.accepted()) {
            return ready;
        }
        channel.secure(tls);
        return ehlo();
    }

    public SmtpReply login(String user, String password) throws IOException {
        String credentials = "\0" + user + "\0" + password;
        return command(
                "AUTH PLAIN " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    public SmtpReply mail(String sender) throws IOException {
        return command("MAIL FROM:<" + sender + ">");
    }

    public SmtpReply mail(String sender, long size) throws IOException {
        return command("MAIL FROM:<" + sender + "> SIZE=" + size);
    }

    public SmtpReply rcpt(String recipient) throws IOException {
        return command("RCPT TO:<" + recipient + ">");
    }

    /** Hands over the content; its answer is the server's word that it will deliver the mail. */
    public SmtpReply data(String content) throws IOException {
        SmtpReply ready = command("DATA");
        if (ready.code() != 354) {
            return ready;
        }
        String stuffed = content.startsWith(".") ? "." + content : content;
        channel.bytes(stuffed.replace("\r\n.", "\r\n..").getBytes(StandardCharsets.UTF_8));
        return command("\r\n.");
    }

    public SmtpReply command(String line) throws IOException {
        channel.line(line);
        return answer();
    }

    private SmtpReply answer() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = channel.line();
            if (line.length() < 3) {
                throw new IOException("not an SMTP answer: \"" + line + "\"");
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new SmtpReply(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
    }

    /** The certificate that the server has shown. */
    public X509Certificate leaf() throws IOException {
        return channel.leaf();
    }

    @Override
    public void close() throws IOException {
        channel.close("QUIT");
    }
}
