// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The control socket of a daemon's container: one request line, the tool's output, last line {@code exit CODE}. */
public final class ControlSocket implements DaemonControl {
    private static final Pattern ANSWER = Pattern.compile("(?s)(.*?)exit (\\d{1,3})\\n?");
    private static final Pattern GENERATION = Pattern.compile("(?m)^generation ([1-9]\\d{0,9})$");
    private static final Pattern RUNNING = Pattern.compile("(?m)^running \\d+$");

    private final Path socket;
    private final Duration timeout;

    public ControlSocket(Path socket, Duration timeout) {
        this.socket = socket;
        this.timeout = timeout;
    }

    @Override
    public Answer check(long generation) throws IOException {
        return ask("check " + generation);
    }

    @Override
    public Answer promote(long generation) throws IOException {
        return ask("promote " + generation);
    }

    @Override
    public Answer reload() throws IOException {
        return ask("reload");
    }

    @Override
    public Answer restart() throws IOException {
        return ask("restart");
    }

    @Override
    public Status status() throws IOException {
        Answer answer = ask("status");
        if (!answer.passed()) {
            throw new IOException("status of " + socket + " ended with " + answer);
        }
        var generation = GENERATION.matcher(answer.output());
        return new Status(
                generation.find() ? OptionalLong.of(Long.parseLong(generation.group(1))) : OptionalLong.empty(),
                RUNNING.matcher(answer.output()).find());
    }

    /** A channel of this family has no timeout of its own: whoever waits closes it when time is up. */
    private Answer ask(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            var answer = new CompletableFuture<String>();
            Thread.ofVirtual().name("control " + request).start(() -> {
                try {
                    answer.complete(exchange(channel, request));
                } catch (IOException e) {
                    answer.completeExceptionally(e);
                }
            });
            return parse(request, answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException("no answer to \"" + request + "\" from " + socket + " within " + timeout, e);
        } catch (ExecutionException e) {
            throw new IOException("\"" + request + "\" to " + socket + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + socket);
        }
    }

    private String exchange(SocketChannel channel, String request) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(socket));
        var out = Channels.newOutputStream(channel);
        out.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }

    private Answer parse(String request, String text) throws IOException {
        var matcher = ANSWER.matcher(text);
        if (!matcher.matches()) {
            throw new IOException("answer to \"" + request + "\" from " + socket + " was cut short: " + text);
        }
        return new Answer(Integer.parseInt(matcher.group(2)), matcher.group(1).strip());
    }
}
