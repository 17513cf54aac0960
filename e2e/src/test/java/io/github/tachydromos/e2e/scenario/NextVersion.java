// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Node;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The version after this one, of which nothing is known but that its suite document has the next schema: the chart writes
 * that number, and the programs are those of this version with {@link Suite#SCHEMA} raised, compiled anew where it is used.
 */
record NextVersion(Path chart, String image) {
    static final int SCHEMA = Suite.SCHEMA + 1;

    private static final String THE_CONSTANT = "int SCHEMA = ";
    private static final List<String> DAEMONS = List.of(
            "openldap",
            "postgresql",
            "postfix",
            "haproxy",
            "dovecot",
            "rspamd",
            "valkey",
            "clamav",
            "sogo",
            "memcached",
            "nginx");
    private static final List<String> PROGRAMS = List.of("core", "webhook", "sync-sidecar", "cert-rotator");

    static NextVersion of(Workspace workspace, Path folder) throws IOException, InterruptedException {
        String version = version(workspace);
        String next = version + "-next";
        Path chart = chart(workspace, folder.resolve("chart"), next);
        String image = "tachydromos/java:" + next;
        classes(workspace, folder);
        // In front of the jars: of each class that is there twice the first one counts.
        Files.writeString(folder.resolve("Dockerfile"), """
                FROM tachydromos/java:%s
                USER root
                COPY classes/ /app/next/
                RUN sed -i 's|^|/app/next:|' /app/class-path
                USER 10001:10001
                """.formatted(version));
        Command.of("docker", "build", "--tag", image, folder.toString()).run();
        Command.of(workspace.path("cluster/load").toString(), image).run();
        for (String daemon : DAEMONS) {
            String name = "docker.io/tachydromos/" + daemon + ":";
            new Node().run("ctr", "--namespace", "k8s.io", "images", "tag", "--force", name + version, name + next);
        }
        return new NextVersion(chart, image);
    }

    private static String version(Workspace workspace) throws IOException {
        return Files.readString(workspace.path("chart/Chart.yaml"))
                .lines()
                .filter(line -> line.startsWith("appVersion: "))
                .map(line -> line.substring("appVersion: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static Path chart(Workspace workspace, Path copy, String next) throws IOException {
        Path original = workspace.path("chart");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(original.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        change(copy.resolve("Chart.yaml"), "(?m)^appVersion: .*$", "appVersion: " + next);
        change(copy.resolve("Chart.yaml"), "(?m)^version: .*$", "version: 99.0.0");
        change(copy.resolve("templates/_suite.tpl"), "\"schema\" " + Suite.SCHEMA, "\"schema\" " + SCHEMA);
        change(
                copy.resolve("templates/suite/configmap.yaml"),
                "schema: \"" + Suite.SCHEMA + "\"",
                "schema: \"" + SCHEMA + "\"");
        return copy;
    }

    private static void change(Path file, String what, String instead) throws IOException {
        String before = Files.readString(file);
        String after = before.replaceAll(what, instead);
        if (after.equals(before)) {
            throw new IOException(file + " has no " + what);
        }
        Files.writeString(file, after);
    }

    /** The constant is a part of each class that uses it. */
    private static void classes(Workspace workspace, Path folder) throws IOException {
        Path sources = folder.resolve("sources");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> words = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        for (String program : PROGRAMS) {
            Path main = workspace.path(program + "/src/main/java");
            try (Stream<Path> files = Files.walk(main)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String text = Files.readString(file);
                    if (text.contains("Suite.SCHEMA") || text.contains(THE_CONSTANT)) {
                        Path changed = sources.resolve(main.relativize(file).toString());
                        Files.createDirectories(changed.getParent());
                        Files.writeString(
                                changed, text.replace(THE_CONSTANT + Suite.SCHEMA + ";", THE_CONSTANT + SCHEMA + ";"));
                        words.add(changed.toString());
                    }
                }
            }
        }
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
        if (exit != 0) {
            throw new IOException("the next version does not compile");
        }
    }
}
