// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What an ingress controller with a rewrite, or a gateway, does: takes a path off and passes on. Nothing else is there. */
final class FrontDoor implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final String path;
    private final int behind;

    private FrontDoor(String path, int behind) throws IOException {
        this.path = path;
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(hands);
        server.createContext(path, this::passOn);
    }

    static FrontDoor open(String path, int behind) throws IOException {
        FrontDoor door = new FrontDoor(path, behind);
        door.server.start();
        return door;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void passOn(HttpExchange exchange) throws IOException {
        String rest = exchange.getRequestURI().toString().substring(path.length());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + behind + "/" + rest))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        String password = exchange.getRequestHeaders().getFirst("Password");
        if (password != null) {
            request.header("Password", password);
        }
        HttpResponse<byte[]> answer;
        try (exchange) {
            answer = client.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        hands.close();
        client.close();
    }
}
