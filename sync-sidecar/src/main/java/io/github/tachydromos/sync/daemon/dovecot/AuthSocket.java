// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Dovecot's authentication protocol on a UNIX socket: tab-separated fields, one request a line. */
final class AuthSocket {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String VERSION = "VERSION\t1\t2\n";

    /** More names are a longer line than Dovecot reads; then everybody's is forgotten. */
    private static final int MOST_NAMES = 100;

    private final Path socket;

    AuthSocket(Path socket) {
        this.socket = socket;
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
        String answer = ask(request.append('\n').toString());
        if (!answer.startsWith("OK\t")) {
            throw new IOException("flushing logins was answered with \"" + answer + '"');
        }
    }

    /** On a client socket: logs in as from the pod's loopback under TLS. */
    void login(String user, String password) throws IOException {
        String response =
                Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
        int client = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        String answer = ask(VERSION + "CPID\t" + client
                + "\nAUTH\t1\tPLAIN\tservice=probe\tsecured\tlip=127.0.0.1\trip=127.0.0.1\tresp=" + response + '\n');
        if (!answer.startsWith("OK\t")) {
            throw new IOException("the login was answered with \"" + answer + '"');
        }
    }

    /** A channel of this family has no timeout of its own: it is closed when time is up. */
    private String ask(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            var answer = new CompletableFuture<String>();
            Thread.ofVirtual().name("auth " + socket.getFileName()).start(() -> {
                try {
                    answer.complete(exchange(channel, request));
                } catch (IOException e) {
                    answer.completeExceptionally(e);
                }
            });
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer from " + socket + " within " + TIMEOUT, e);
        } catch (ExecutionException e) {
            throw new IOException(socket + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + socket);
        }
    }

    /** The answer is the first line that is no part of the greeting. */
    private String exchange(SocketChannel channel, String request) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(socket));
        OutputStream out = Channels.newOutputStream(channel);
        out.write(request.getBytes(StandardCharsets.UTF_8));
        out.flush();
        var in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("OK\t") || line.startsWith("FAIL\t")) {
                return line;
            }
        }
        throw new EOFException("closed without an answer");
    }
}
