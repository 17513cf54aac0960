// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The control socket of a daemon's container: one request line, the tool's output, last line {@code exit CODE}. */
public final class ControlSocket implements DaemonControl {
    private static final Pattern ANSWER = Pattern.compile("(?s)(.*?)exit (\\d{1,3})\\n?");
    private static final Pattern GENERATION = Pattern.compile("(?m)^generation ([1-9]\\d{0,9})$");
    private static final Pattern RUNNING = Pattern.compile("(?m)^running \\d+$");

    private final UnixSocket socket;

    public ControlSocket(Path path, Duration timeout) {
        this.socket = new UnixSocket(path, timeout);
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
    public Answer look() throws IOException {
        return ask("look");
    }

    @Override
    public Status status() throws IOException {
        Answer answer = ask("status");
        if (!answer.passed()) {
            throw new IOException("status of " + socket.path() + " ended with " + answer);
        }
        var generation = GENERATION.matcher(answer.output());
        return new Status(
                generation.find() ? OptionalLong.of(Long.parseLong(generation.group(1))) : OptionalLong.empty(),
                RUNNING.matcher(answer.output()).find());
    }

    private Answer ask(String request) throws IOException {
        return parse(
                request, socket.ask(request + "\n", said -> new String(said.readAllBytes(), StandardCharsets.UTF_8)));
    }

    private Answer parse(String request, String text) throws IOException {
        var matcher = ANSWER.matcher(text);
        if (!matcher.matches()) {
            throw new IOException("answer to \"" + request + "\" from " + socket.path() + " was cut short: " + text);
        }
        return new Answer(Integer.parseInt(matcher.group(2)), matcher.group(1).strip());
    }
}
