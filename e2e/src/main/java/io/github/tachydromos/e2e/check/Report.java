// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs checks, prints a row for each as it ends, and keeps the rows for report.json. */
public final class Report {
    private static final int NAME = 48;
    private static final int EXPECTED = 40;
    private static final int OBSERVED = 64;

    private final PrintStream out;
    private final List<Check.Result> results = new ArrayList<>();

    public Report(PrintStream out) {
        this.out = out;
    }

    public void header() {
        row("  ", "check", "expected", "observed", "seconds");
        out.println("-".repeat(NAME + EXPECTED + OBSERVED + 18));
    }

    public void run(List<Check> checks) {
        checks.forEach(check -> add(check.run()));
    }

    public void add(Check.Result result) {
        results.add(result);
        row(
                result.pass() ? "ok" : "NO",
                result.check(),
                result.expected(),
                result.pass() ? shortened(result.observed()) : oneLine(result.observed()),
                String.format(Locale.ROOT, "%7.3f", result.seconds()));
    }

    public boolean passed() {
        return results.stream().allMatch(Check.Result::pass);
    }

    public String summary() {
        long failed = results.stream().filter(result -> !result.pass()).count();
        return results.size() + " checks, " + failed + " failed";
    }

    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), results);
    }

    private void row(String mark, String check, String expected, String observed, String seconds) {
        String format = "%-2s  %-" + NAME + "s  %-" + EXPECTED + "s  %-" + OBSERVED + "s  %7s%n";
        out.printf(Locale.ROOT, format, mark, check, expected, observed, seconds);
        out.flush();
    }

    /** What went wrong is shown whole. */
    private static String shortened(String text) {
        String line = oneLine(text);
        return line.length() <= OBSERVED ? line : line.substring(0, OBSERVED - 1) + "…";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
