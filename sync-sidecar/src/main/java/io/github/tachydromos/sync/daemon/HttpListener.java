// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Where a daemon of this pod speaks HTTP/1.1 in clear.
 *
 * @param name whose listener it is, as faults name it
 * @param patience for a connection, and for an answer
 */
public record HttpListener(String name, InetSocketAddress address, Duration patience) {

    /** A question, which its caller may add to. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address.getHostString() + ":" + address.getPort() + path))
                .timeout(patience);
    }

    /** The answer; a fault if it is another than 200. */
    public HttpResponse<String> ask(HttpRequest request) throws IOException {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(name + " answered " + answer.statusCode());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + name);
        }
    }
}
