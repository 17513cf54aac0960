// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.rule.Judgement;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder {@code golden/DAEMON/CASE}: {@code suite.yaml} is what is rendered, {@code out/} the exact tree it gives. */
record GoldenCase(Path folder) {
    /** Whatever means something to Dovecot's configuration. */
    static final String READER_PASSWORD = "r%{user}\"$x\\y'z #";

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path REPLICA = Path.of("/var/lib/tachydromos/replica/directory.sqlite");

    static Stream<GoldenCase> of(String daemon) throws IOException {
        try (Stream<Path> cases = Files.list(GOLDEN.resolve(daemon))) {
            return cases.sorted().map(GoldenCase::new).toList().stream();
        }
    }

    static GoldenCase named(String daemon, String name) {
        return new GoldenCase(GOLDEN.resolve(daemon).resolve(name));
    }

    /** The tree without keys and certificates: each run makes them anew, and none is ever checked in. */
    RenderedTree render(Daemon daemon) throws IOException {
        var files = new TreeMap<>(render(daemon, new TestPairs()).files());
        files.replaceAll((path, text) -> path.matches(".*\\.(pem|crt)") ? "made anew\n" : text);
        return new RenderedTree(files);
    }

    /** The tree with keys and certificates of a living authority; each Secret has a leaf for its own name. */
    RenderedTree render(Daemon daemon, TestPairs authority) throws IOException {
        return render(daemon, authority::secret);
    }

    /** The tree with what {@code pairs} gives for the name of a Secret. */
    RenderedTree render(Daemon daemon, Function<String, Map<String, String>> pairs) throws IOException {
        Suite suite = suite();
        Map<String, Map<String, String>> secrets = daemon.secrets(suite).stream()
                .collect(Collectors.toMap(name -> name, name -> secret(pairs.apply(name))));
        return daemon.render(new Inputs(suite, secrets, REPLICA));
    }

    /** A Secret with every key that a daemon could look for. */
    static Map<String, String> secret(Map<String, String> pair) {
        var data = new TreeMap<>(pair);
        data.putAll(Map.of(
                "LDAP_BINDDN_PASSWORD",
                READER_PASSWORD,
                "superuserPassword",
                "superuser-password",
                "probePassword",
                "probe-password",
                "doveadmApiKey",
                "doveadm-api-key",
                "srsSecrets",
                "signs-addresses-of-the-test",
                "rspamdPassword",
                "correct horse\n",
                "secrets",
                "ldapBinddnPassword: 'r%{user}\"$x\\y''z '\nsuperuserPassword: '%u\"'\n"));
        return data;
    }

    /** What stands in {@code out/}; rewritten first if {@code -Dgolden.update} is set. */
    RenderedTree expected(RenderedTree actual) throws IOException {
        Path out = folder.resolve("out");
        if (System.getProperty("golden.update") != null) {
            replace(out, actual);
        }
        var files = new TreeMap<String, String>();
        try (Stream<Path> paths = Files.walk(out)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(path).toString(), Files.readString(path));
            }
        }
        return new RenderedTree(files);
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }

    Suite suite() throws IOException {
        return switch (SuiteJudge.judge(SuiteFixture.changedBy(Files.readString(folder.resolve("suite.yaml"))))) {
            case Judgement.Accepted accepted -> accepted.suite();
            case Judgement other -> throw new AssertionError(folder + ": " + other);
        };
    }

    private static void replace(Path out, RenderedTree tree) throws IOException {
        if (Files.exists(out)) {
            try (Stream<Path> old = Files.walk(out)) {
                List<Path> deepestFirst = old.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
        for (var file : tree.files().entrySet()) {
            Path path = out.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
