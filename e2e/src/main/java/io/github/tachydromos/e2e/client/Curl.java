// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.client;

import io.github.tachydromos.e2e.cluster.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** curl, which reads settings by HTTP and then logs in by IMAP or SMTP as they say. */
public final class Curl {
    private static final List<String> ALWAYS =
            List.of("curl", "--silent", "--show-error", "--fail", "--max-time", "30");

    private Curl() {}

    /** What a page says. The host of its address is reached at this port of the machine. */
    public static String page(String host, int port, String path, String... options)
            throws IOException, InterruptedException {
        return run(Stream.concat(
                Stream.of("--connect-to", host + ":80:127.0.0.1:" + port, "http://" + host + path),
                Stream.of(options)));
    }

    /**
     * Logs in as the settings say and does nothing else.
     *
     * @param key digest of the key that the server has to prove, as {@code sha256//…}
     * @param port where the server's port is on this machine
     */
    public static void login(ServerSettings server, Credentials user, String key, int port)
            throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(
                "--insecure",
                "--pinnedpubkey",
                key,
                "--connect-to",
                server.host() + ":" + server.port() + ":127.0.0.1:" + port,
                "--user",
                user.mail() + ":" + user.password(),
                "--ssl-reqd",
                "--request",
                "NOOP"));
        words.add(
                server.protocol() + (server.tlsFirst() ? "s" : "") + "://" + server.host() + ":" + server.port() + "/");
        run(words.stream());
    }

    private static String run(Stream<String> words) throws IOException, InterruptedException {
        return new Command(Stream.concat(ALWAYS.stream(), words).toList()).run().text();
    }
}
