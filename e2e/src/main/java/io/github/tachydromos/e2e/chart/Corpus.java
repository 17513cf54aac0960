// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The values files of chart/ci: those that must be refused and those that must not. */
public record Corpus(Path chart) {
    public static Corpus in(Workspace workspace) {
        return new Corpus(workspace.path("chart"));
    }

    public List<RefusedValues> refused() throws IOException {
        List<RefusedValues> refused = new ArrayList<>();
        for (Path file : files("ci/refused")) {
            refused.add(RefusedValues.read(file));
        }
        return refused;
    }

    public List<Path> accepted() throws IOException {
        return files("ci/accepted");
    }

    private List<Path> files(String folder) throws IOException {
        try (var files = Files.list(chart.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
