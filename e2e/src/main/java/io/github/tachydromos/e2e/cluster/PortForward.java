// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way into a pod for as long as it is open: kubectl port-forward to a port of its own choice. */
public final class PortForward implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Forwarding from 127\\.0\\.0\\.1:(\\d+) .*");

    private final Process process;
    private final int port;

    private PortForward(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static PortForward open(Command command) throws IOException {
        Process process =
                new ProcessBuilder(command.words()).redirectErrorStream(true).start();
        BufferedReader lines = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                // kubectl reports each connection: somebody must go on reading, or it stops at a full pipe.
                Command.inTheBackground(() -> lines.lines().forEach(ignored -> {}));
                return new PortForward(process, Integer.parseInt(ready.group(1)));
            }
            said.append(line).append(' ');
        }
        throw new IOException(
                String.join(" ", command.words()) + ": " + said.toString().strip());
    }

    public int port() {
        return port;
    }

    public boolean isOpen() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
