// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Installs a chart: that of the work tree, or one that a test has made of it. */
public record Helm(String program, Path chart) {
    public static Helm in(Workspace workspace) {
        return of(workspace.path("chart"));
    }

    public static Helm of(Path chart) {
        return new Helm(System.getenv().getOrDefault("HELM", "helm"), chart);
    }

    /** A command that takes the chart, {@code upgrade} for example, with these values files and flags. */
    public Command command(String verb, Release release, List<Path> values, String... flags) {
        List<String> words = new ArrayList<>(
                List.of(program, verb, release.name(), chart.toString(), "--namespace", release.namespace()));
        values.forEach(file -> words.addAll(List.of("--values", file.toString())));
        words.addAll(List.of(flags));
        return new Command(words);
    }

    public boolean isInstalled(Release release) throws IOException, InterruptedException {
        return of("status", release).answer().exit() == 0;
    }

    /** What was edited past Helm becomes again what the chart says. */
    public void install(Release release, List<Path> values) throws IOException, InterruptedException {
        command("upgrade", release, values, "--install", "--create-namespace", "--force-conflicts")
                .run();
    }

    public void install(Release release, Path values) throws IOException, InterruptedException {
        install(release, List.of(values));
    }

    /** The objects the chart would make, as one YAML text. */
    public String template(Release release, Path values, String... flags) throws IOException, InterruptedException {
        return command("template", release, List.of(values), flags).run().text();
    }

    /** What the user is told at the end of an install. */
    public String notes(Release release) throws IOException, InterruptedException {
        return Command.of(program, "get", "notes", release.name(), "--namespace", release.namespace())
                .run()
                .text();
    }

    /** Back to the revision before the present one. */
    public void rollback(Release release) throws IOException, InterruptedException {
        of("rollback", release, "--force-conflicts").run();
    }

    /** Runs the chart's own test of the release. */
    public Command test(Release release) {
        return of("test", release, "--timeout", "3m");
    }

    public void uninstall(Release release) throws IOException, InterruptedException {
        of("uninstall", release, "--ignore-not-found").run();
    }

    private Command of(String verb, Release release, String... flags) {
        List<String> words =
                new ArrayList<>(List.of(program, verb, release.name(), "--namespace", release.namespace()));
        words.addAll(List.of(flags));
        return new Command(words);
    }
}
