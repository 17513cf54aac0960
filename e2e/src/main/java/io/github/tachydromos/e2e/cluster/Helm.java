// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Installs the chart of the work tree. */
public record Helm(String program, Workspace workspace) {
    public static Helm in(Workspace workspace) {
        return new Helm(System.getenv().getOrDefault("HELM", "helm"), workspace);
    }

    public boolean isInstalled(Release release) throws IOException, InterruptedException {
        return Command.of(program, "status", release.name(), "--namespace", release.namespace())
                        .answer()
                        .exit()
                == 0;
    }

    /** What was edited past Helm becomes again what the chart says. */
    public void install(Release release, Path values) throws IOException, InterruptedException {
        Command.of(
                        program,
                        "upgrade",
                        "--install",
                        release.name(),
                        workspace.path("chart").toString(),
                        "--namespace",
                        release.namespace(),
                        "--create-namespace",
                        "--force-conflicts",
                        "--values",
                        values.toString())
                .run();
    }

    /** The objects the chart would make, as one YAML text. */
    public String template(Release release, Path values, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(program, "template", release.name()));
        words.addAll(List.of(workspace.path("chart").toString(), "--namespace", release.namespace()));
        words.addAll(List.of("--values", values.toString()));
        words.addAll(List.of(more));
        return new Command(words).run().text();
    }

    public void uninstall(Release release) throws IOException, InterruptedException {
        Command.of(program, "uninstall", release.name(), "--namespace", release.namespace())
                .run();
    }
}
