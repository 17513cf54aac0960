// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program of the operator's tool box, run to its end. */
public record Command(List<String> words) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    public Command {
        words = List.copyOf(words);
    }

    public static Command of(String... words) {
        return new Command(List.of(words));
    }

    /** How a program ended. */
    public record Output(int exit, String text, String errors) {}

    /** Runs the program; any exit code is an answer. */
    public Output answer() throws IOException, InterruptedException {
        return answer("");
    }

    private Output answer(String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).start();
        var out = CompletableFuture.supplyAsync(() -> all(process.getInputStream()), Command::inTheBackground);
        var errors = CompletableFuture.supplyAsync(() -> all(process.getErrorStream()), Command::inTheBackground);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(line() + ": no end after " + LIMIT.toSeconds() + " s");
        }
        return new Output(process.exitValue(), out.join(), errors.join());
    }

    /** Runs the program and hands back what it printed; an exit code other than 0 is a fault. */
    public Output run() throws IOException, InterruptedException {
        return run("");
    }

    /** The same, with this text on its standard input. */
    public Output run(String input) throws IOException, InterruptedException {
        Output output = answer(input);
        if (output.exit() != 0) {
            throw new IOException(line() + ": exit " + output.exit() + ": " + output.errors() + " " + output.text());
        }
        return output;
    }

    /** A read from a pipe holds the thread that carries a virtual one, and there are only as many of those as cores. */
    static void inTheBackground(Runnable reading) {
        Thread.ofPlatform().daemon().start(reading);
    }

    private String line() {
        return String.join(" ", words);
    }

    private static String all(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
