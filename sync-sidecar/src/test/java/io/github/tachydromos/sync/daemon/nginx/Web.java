// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.tachydromos.sync.daemon.DaemonContainer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Requests as text, so that the host and every header are what a test says. */
record Web(DaemonContainer nginx, String host) {
    private static final int PATIENCE_MILLIS = 10_000;

    /** What came back: the status line, headers and body as text. */
    record Answer(String text) {
        int status() {
            return Integer.parseInt(text.substring(9, 12));
        }

        String header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }
    }

    Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, "", headers);
    }

    Answer post(String path, String body) throws IOException {
        return ask("POST", path, body, "Content-Length: " + body.length());
    }

    Answer ask(String method, String path, String body, String... headers) throws IOException {
        return new Answer(new String(exchange(request(method, path, body, headers)), ISO_8859_1));
    }

    /** The same from within the pod. */
    Answer fromWithin(String path, String... headers) throws Exception {
        String request = request("GET", path, "", headers).replace("\r\n", "\\r\\n");
        return new Answer(nginx.shell("printf '" + request + "' | socat -t 10 - TCP:127.0.0.1:8080,shut-none"));
    }

    /** HTTP/1.0, which is answered in one piece. */
    private String request(String method, String path, String body, String... headers) {
        return method + " " + path + " HTTP/1.0\r\nHost: " + host + "\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "" : "\r\n") + "\r\n" + body;
    }

    private byte[] exchange(String request) throws IOException {
        InetSocketAddress listener = nginx.listener(NginxDaemon.PORT);
        try (var socket = new Socket(listener.getAddress(), listener.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return socket.getInputStream().readAllBytes();
        }
    }
}
