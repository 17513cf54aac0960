// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tachydromos.e2e.chart.RefusedValues.Gate;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Release;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Values files of the original chart 1.1: they install, or are refused with the key and what to set instead. */
@Execution(CONCURRENT)
class OriginalValuesIT {
    private static final Workspace WORKSPACE = Workspace.find();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ORIGINAL = WORKSPACE.path("chart/ci/original-1.1.yaml");

    /** Their images know nothing of our control socket, our users and our read-only file systems. */
    private static final List<String> IMAGES = List.of(
            "database.embedded.image.repository",
            "dovecot.image.repository",
            "ldap.embedded.image.repository",
            "postfix.image.repository",
            "rspamd.image.repository",
            "rspamd.redis.image.repository",
            "sogo.image.repository",
            "sogo.memcached.image.repository",
            "sogo.nginx.image.repository");

    private static final String PROXY = "postfix.enableProxyProtocol";
    private static final String PROXIES = "postfix.trustedProxies";

    private static final String SOGO = "sogo.enabled=true";

    @Test
    void theWholeFileIsRefusedForWhomToBelieve() throws IOException, InterruptedException {
        assertThat(named(PROXIES, template(ORIGINAL))).isTrue();
    }

    @Test
    void theWholeFileIsRefusedForAllOfItsImagesAtOnce() throws IOException, InterruptedException {
        var answer = template(ORIGINAL, "--set", PROXIES + "={10.42.0.0/16}", "--set", SOGO);

        assertThat(answer.exit()).isNotZero();
        assertThat(IMAGES)
                .allSatisfy(path ->
                        assertThat(named(path, answer)).as(answer.errors()).isTrue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void everyKeyAloneInstallsOrIsRefusedByItsName(Lone key, @TempDir Path folder)
            throws IOException, InterruptedException {
        var answer = template(key.write(folder), "--set", SOGO);

        if (IMAGES.contains(key.path())) {
            assertThat(named(key.path(), answer)).as(answer.errors()).isTrue();
        } else if (key.path().startsWith(PROXY)) {
            assertThat(named(PROXIES, answer)).as(answer.errors()).isTrue();
        } else {
            assertThat(answer.exit()).as(answer.errors()).isZero();
        }
    }

    /** Those with another value than the chart's own: with the same one a values file is as without it. */
    static List<Lone> keys() throws IOException {
        JsonNode ours = JSON.valueToTree(new Yaml().load(Files.readString(WORKSPACE.path("chart/values.yaml"))));
        JsonNode theirs = JSON.valueToTree(new Yaml().load(Files.readString(ORIGINAL)));
        return Lone.keysOf(theirs).stream()
                .filter(key -> !ours.at(key.pointer()).equals(key.value()))
                .toList();
    }

    /** One key of a values file, and nothing else of it. */
    record Lone(String path, JsonNode value) {
        static List<Lone> keysOf(JsonNode values) {
            return below("", values).toList();
        }

        private static Stream<Lone> below(String path, JsonNode value) {
            if (value.isObject() && !value.isEmpty() && !path.endsWith("resources")) {
                return value.properties().stream()
                        .flatMap(entry ->
                                below(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue()));
            }
            return Stream.of(new Lone(path, value));
        }

        String pointer() {
            return "/" + path.replace('.', '/');
        }

        Path write(Path folder) throws IOException {
            ObjectNode values = JSON.createObjectNode();
            List<String> steps = List.of(path.split("\\."));
            ObjectNode at = values;
            for (String step : steps.subList(0, steps.size() - 1)) {
                at = at.putObject(step);
            }
            at.set(steps.getLast(), value);
            return Files.writeString(folder.resolve("alone.yaml"), values.toString());
        }

        @Override
        public String toString() {
            return path + "=" + value;
        }
    }

    private static boolean named(String path, Command.Output answer) {
        var values = new RefusedValues(ORIGINAL, path, Gate.TEMPLATE, Optional.empty());
        return values.isNamedInWords(answer.errors()) || values.isNamedBySchema(answer.errors());
    }

    private static Command.Output template(Path values, String... flags) throws IOException, InterruptedException {
        return Helm.in(WORKSPACE)
                .command("template", new Release("demo", "mail"), List.of(values), flags)
                .answer();
    }
}
