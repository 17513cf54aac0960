// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.daemon.UnixSocket;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Dovecot's authentication protocol on a UNIX socket: tab-separated fields, one request a line. */
final class AuthSocket {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String VERSION = "VERSION\t1\t2\n";

    /** More names are a longer line than Dovecot reads; then everybody's is forgotten. */
    private static final int MOST_NAMES = 100;

    private final UnixSocket socket;

    AuthSocket(Path path) {
        this.socket = new UnixSocket(path, TIMEOUT);
    }

    /** On the master socket: forgets what is cached of these logins, right passwords and wrong ones. */
    void flush(Set<String> logins) throws IOException {
        if (logins.isEmpty()) {
            return;
        }
        var request = new StringBuilder(VERSION).append("CACHE-FLUSH\t1");
        if (logins.size() <= MOST_NAMES) {
            // A name with a control character is no login at all.
            logins.stream()
                    .filter(login -> login.chars().noneMatch(Character::isISOControl))
                    .sorted()
                    .forEach(login -> request.append('\t').append(login));
        }
        String answer = socket.ask(request.append('\n').toString(), AuthSocket::answer);
        if (!answer.startsWith("OK\t")) {
            throw new IOException("flushing logins was answered with \"" + answer + '"');
        }
    }

    /** On a client socket: logs in as from the pod's loopback under TLS. */
    void login(String user, String password) throws IOException {
        String response =
                Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
        int client = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        String answer = socket.ask(
                VERSION + "CPID\t" + client
                        + "\nAUTH\t1\tPLAIN\tservice=probe\tsecured\tlip=127.0.0.1\trip=127.0.0.1\tresp=" + response
                        + '\n',
                AuthSocket::answer);
        if (!answer.startsWith("OK\t")) {
            throw new IOException("the login was answered with \"" + answer + '"');
        }
    }

    /** The answer is the first line that is no part of the greeting. */
    private static String answer(InputStream said) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("OK\t") || line.startsWith("FAIL\t")) {
                return line;
            }
        }
        throw new EOFException("closed without an answer");
    }
}
