// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.daemon.LineConnection;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a mail client, a mail server and Postfix's policy client say to Dovecot in the tests. */
final class MailTalk implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LineConnection connection;

    private MailTalk(LineConnection connection) {
        this.connection = connection;
    }

    /** IMAP after STARTTLS. */
    static MailTalk imap(InetSocketAddress address) throws IOException {
        MailTalk talk = plainImap(address);
        talk.imap("STARTTLS");
        talk.connection.startTls();
        return talk;
    }

    static MailTalk plainImap(InetSocketAddress address) throws IOException {
        var talk = new MailTalk(new LineConnection(address, PATIENCE));
        talk.connection.readLine();
        return talk;
    }

    /** ManageSieve after STARTTLS; the capabilities are read. */
    static MailTalk sieve(InetSocketAddress address) throws IOException {
        MailTalk talk = plainSieve(address);
        talk.sieve("STARTTLS");
        talk.connection.startTls();
        talk.sieveAnswer();
        return talk;
    }

    static MailTalk plainSieve(InetSocketAddress address) throws IOException {
        var talk = new MailTalk(new LineConnection(address, PATIENCE));
        talk.sieveAnswer();
        return talk;
    }

    /** Hands in one mail by LMTP; the answer to the recipient if it was refused, else to the mail. */
    static String deliver(InetSocketAddress address, String recipient, String... lines) throws IOException {
        try (var talk = new MailTalk(new LineConnection(address, PATIENCE))) {
            talk.connection.startTls();
            talk.smtpAnswer();
            talk.smtp("LHLO client.example");
            talk.smtp("MAIL FROM:<sender@remote.example>");
            String answer = talk.smtp("RCPT TO:<" + recipient + ">");
            if (!answer.startsWith("2")) {
                return answer;
            }
            return talk.data(lines);
        }
    }

    /** Hands in one mail by SMTP as a stranger; the answer to the first step that was refused, or to the mail. */
    static String send(InetSocketAddress address, String mailParameters, List<String> recipients, String... lines)
            throws IOException {
        try (var talk = new MailTalk(new LineConnection(address, PATIENCE))) {
            talk.smtpAnswer();
            talk.smtp("EHLO stranger.example");
            String answer = talk.smtp("MAIL FROM:<sender@remote.example>" + mailParameters);
            for (String recipient : recipients) {
                answer = answer.startsWith("2") ? talk.smtp("RCPT TO:<" + recipient + ">") : answer;
            }
            return answer.startsWith("2") ? talk.data(lines) : answer;
        }
    }

    /** What the quota service answers at RCPT. */
    static String policy(InetSocketAddress address, String recipient, long size) throws IOException {
        try (var talk = new MailTalk(new LineConnection(address, PATIENCE))) {
            for (String line :
                    List.of("request=smtpd_access_policy", "protocol_state=RCPT", "recipient=" + recipient)) {
                talk.connection.writeLine(line);
            }
            talk.connection.writeLine("size=" + size);
            talk.connection.writeLine("");
            return talk.connection.readLine();
        }
    }

    /** A command's whole answer. */
    String imap(String command) throws IOException {
        connection.writeLine("t " + command);
        var lines = new ArrayList<String>();
        do {
            lines.add(connection.readLine());
        } while (!lines.getLast().startsWith("t ") && !lines.getLast().startsWith("+ "));
        return String.join("\n", lines);
    }

    /** The next line that IDLE brings, but for the server's signs of life. */
    String next() throws IOException {
        return connection.expectAfter(line -> line.startsWith("* OK"), "*");
    }

    /** Any login name, also one that IMAP's own syntax has no place for. */
    String login(String user, String password) throws IOException {
        return imap("AUTHENTICATE PLAIN " + plain(user, password));
    }

    String sieve(String command) throws IOException {
        connection.writeLine(command);
        return sieveAnswer();
    }

    static String plain(String user, String password) {
        return Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private String sieveAnswer() throws IOException {
        String line = connection.readLine();
        while (line.startsWith("\"")) {
            line = connection.readLine();
        }
        return line;
    }

    private String data(String... lines) throws IOException {
        smtp("DATA");
        for (String line : lines) {
            connection.writeLine(line);
        }
        return smtp(".");
    }

    private String smtp(String command) throws IOException {
        connection.writeLine(command);
        return smtpAnswer();
    }

    private String smtpAnswer() throws IOException {
        String line = connection.readLine();
        while (line.startsWith("-", 3)) {
            line = connection.readLine();
        }
        return line;
    }
}
