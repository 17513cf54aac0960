// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.validate;

import io.github.tachydromos.core.finding.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Renders a chart with {@code helm template}, the program on the PATH. */
final class HelmTemplate {
    private HelmTemplate() {}

    /** How that ended. */
    sealed interface Rendering {
        record Rendered(Source manifests) implements Rendering {}

        /** The chart itself refuses the values. */
        record Refused(List<Finding> reasons) implements Rendering {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    static Rendering render(Path chart, List<String> values) throws Unreadable, InterruptedException {
        if (!Files.isRegularFile(chart.resolve("Chart.yaml"))) {
            throw new Unreadable(chart + ": is not a chart; name the folder that holds Chart.yaml");
        }
        for (String file : values) {
            if (!file.equals("-") && !Files.isReadable(Path.of(file))) {
                throw new Unreadable(file + ": cannot be read; name a file with values");
            }
        }
        List<String> command = new ArrayList<>(List.of("helm", "template", "release", chart.toString()));
        values.forEach(file -> command.addAll(List.of("--values", file)));
        try {
            Process helm = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var errors = CompletableFuture.supplyAsync(() -> text(helm.getErrorStream()), Thread::startVirtualThread);
            String manifests = text(helm.getInputStream());
            return helm.waitFor() == 0
                    ? new Rendering.Rendered(new Source(chart.toString(), manifests))
                    : refused(chart, new HelmWords(errors.join().lines().toList()));
        } catch (IOException e) {
            throw new Unreadable(
                    "--chart: needs helm on the PATH; install it, or pipe what helm template prints into validate -");
        }
    }

    private static Rendering refused(Path chart, HelmWords words) throws Unreadable {
        List<Finding> reasons = words.findings();
        if (reasons.isEmpty()) {
            throw new Unreadable(chart + ": cannot be rendered: " + words.reason() + "; correct what helm names");
        }
        return new Rendering.Refused(reasons);
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
