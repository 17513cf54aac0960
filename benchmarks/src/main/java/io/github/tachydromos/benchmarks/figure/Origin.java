// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.figure;

import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where and when figures were taken: without it they mean nothing. */
public record Origin(String machine, String commit, String date) {
    public static Origin here(Workspace workspace) throws IOException, InterruptedException {
        String commit = Command.of("git", "-C", workspace.root().toString(), "describe", "--always", "--dirty")
                .run()
                .text();
        return new Origin(
                thisMachine(),
                commit,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String thisMachine() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        long gib = Math.round(Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1048576.0);
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        String kernel = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        return field("/proc/cpuinfo", "model name") + ", " + cores + " cores, " + gib + " GiB, Linux " + kernel
                + ", load average at the start " + load;
    }

    private static String field(String file, String name) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown 0");
        }
    }
}
