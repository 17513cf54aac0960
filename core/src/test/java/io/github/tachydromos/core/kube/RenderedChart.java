// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The chart's own objects, as Helm renders them for the release {@code demo} with its webhook. */
public final class RenderedChart {
    private RenderedChart() {}

    /** Manifests of the templates with these names, as {@code webhook/role}. */
    public static String manifests(String namespace, String... templates) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(helm(), "template", "demo", "../chart"));
        command.addAll(List.of("--namespace", namespace));
        command.addAll(List.of("--set", "hostname=mail.example.org"));
        command.addAll(List.of("--set", "dovecot.postmasterEmail=postmaster@example.org"));
        command.addAll(List.of("--set", "webhook.enabled=true"));
        for (String template : templates) {
            command.addAll(List.of("--show-only", "templates/" + template + ".yaml"));
        }
        return output(command);
    }

    /** The Helm that installs on the local node. */
    public static String helm() throws IOException, InterruptedException {
        return output(List.of("../cluster/programs/build", "--where", "helm")).strip() + "/helm";
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(Path.of("").toAbsolutePath() + ": " + String.join(" ", command) + " failed");
        }
        return text;
    }
}
