// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.rule.Judgement;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A folder with a suite document and the tree that follows from it; certificates are made anew each time. */
public record GoldenCase(Path folder) {
    private static final Path ALL = Path.of("src/test/resources/golden/postfix");
    private static final Path REPLICA = Path.of("/var/lib/tachydromos/replica/directory.sqlite");
    private static final List<String> MADE_ANEW =
            List.of("private/mail.pem", "private/internal.pem", "private/internal-ca.pem");

    static Stream<GoldenCase> all() throws IOException {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.sorted().toList().stream().map(GoldenCase::new);
        }
    }

    public static GoldenCase named(String name) {
        return new GoldenCase(ALL.resolve(name));
    }

    Suite suite() throws IOException {
        return suite(UnaryOperator.identity());
    }

    private Suite suite(UnaryOperator<String> edit) throws IOException {
        return switch (SuiteJudge.judge(
                edit.apply(SuiteFixture.changedBy(Files.readString(folder.resolve("suite.yaml")))))) {
            case Judgement.Accepted accepted -> accepted.suite();
            case Judgement other -> throw new AssertionError(folder + ": " + other);
        };
    }

    Inputs inputs(TestPairs authority) throws IOException {
        return inputs(authority, UnaryOperator.identity());
    }

    /** With a document that was edited first. */
    public Inputs inputs(TestPairs authority, UnaryOperator<String> edit) throws IOException {
        Suite suite = suite(edit);
        Map<String, Map<String, String>> secrets = new HashMap<>();
        secrets.put(suite.certificates().mail(), authority.secret(suite.hostname()));
        secrets.put(
                "demo-tachydromos-postfix-tls", authority.secret(suite.postfix().reinjectHost()));
        secrets.put(suite.certificates().internalCa(), Map.of("ca.crt", authority.pem()));
        secrets.put("demo-tachydromos-srs", Map.of("srsSecrets", "signs-addresses-of-the-test\n"));
        secrets.put("relay-account", Map.of("username", "us$er@example.org", "password", "p a%s'$s\\:#\n"));
        return new Inputs(suite, secrets, REPLICA, !folder.endsWith("before-the-first-refresh"));
    }

    /** Without what each run makes anew. */
    static RenderedTree comparable(RenderedTree tree) {
        SortedMap<String, String> files = new TreeMap<>(tree.files());
        for (String path : MADE_ANEW) {
            files.replace(path, "made anew\n");
        }
        return new RenderedTree(files);
    }

    RenderedTree expected() throws IOException {
        Path out = folder.resolve("out");
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(out)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(path).toString(), Files.readString(path));
            }
        }
        return new RenderedTree(files);
    }

    /** Makes {@code tree} what is expected from now on. */
    void update(RenderedTree tree) throws IOException {
        Path out = folder.resolve("out");
        if (Files.exists(out)) {
            for (String path : expected().files().keySet()) {
                Files.delete(out.resolve(path));
            }
        }
        for (var file : tree.files().entrySet()) {
            Path path = out.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
