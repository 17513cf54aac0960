// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.sync.daemon.Companion;
import io.github.tachydromos.sync.daemon.UnixSocket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Valkey beside Rspamd, asked on the socket that the two share. */
record Valkey(Path socket) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int LONGEST = 512;

    Companion companion() {
        return new Companion(
                "valkey",
                "mail is scanned and signed, but there is no history, no greylisting and no rate limit, and what was"
                        + " learnt neither counts nor grows",
                false,
                _ -> ping());
    }

    /** It answers with an error while it loads what it has saved, and when it could not save. */
    private void ping() throws IOException {
        String answer = new UnixSocket(socket, PATIENCE).ask("PING\r\n", Valkey::line);
        if (!answer.equals("+PONG")) {
            throw new IOException("answered \"" + answer + '"');
        }
    }

    private static String line(InputStream said) throws IOException {
        var line = new StringBuilder();
        for (int c = said.read(); c >= 0 && c != '\n' && line.length() < LONGEST; c = said.read()) {
            line.append((char) c);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    }
}
