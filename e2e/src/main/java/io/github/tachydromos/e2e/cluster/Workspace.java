// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/** The work tree the program was started in, at its top or in a module. */
public record Workspace(Path root) {
    public static Workspace find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("chart/Chart.yaml"))) {
                return new Workspace(folder);
            }
        }
        throw new IllegalStateException("no chart/Chart.yaml here or above: start in the work tree");
    }

    public Path path(String relative) {
        return root.resolve(relative);
    }
}
