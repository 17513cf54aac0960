// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A socket that a daemon's container shares with the sidecar: a connection for each question. */
public record UnixSocket(Path path, Duration timeout) {

    /** Takes the answer from what the daemon says. */
    @FunctionalInterface
    public interface Reader {
        String read(InputStream said) throws IOException;
    }

    /** A channel of this family has no timeout of its own: whoever waits closes it when time is up. */
    public String ask(String request, Reader reader) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            var answer = new CompletableFuture<String>();
            Thread.ofVirtual().name("ask " + path).start(() -> {
                try {
                    answer.complete(exchange(channel, request, reader));
                } catch (IOException e) {
                    answer.completeExceptionally(e);
                }
            });
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer from " + path + " within " + timeout, e);
        } catch (ExecutionException e) {
            throw new IOException(path + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + path);
        }
    }

    private String exchange(SocketChannel channel, String request, Reader reader) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(path));
        OutputStream out = Channels.newOutputStream(channel);
        out.write(request.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return reader.read(Channels.newInputStream(channel));
    }
}
