// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationStoreTest {
    @TempDir
    Path folder;

    @Test
    void writesATreeThatOnlyItsOwnerReads() throws IOException {
        var generation = store().stage(tree("private/key.pem", "k"));

        Path file = folder.resolve("generations/1/private/key.pem");
        assertThat(generation.id()).isEqualTo(1);
        assertThat(file).hasContent("k");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void givesOneContentOneNumber() throws IOException {
        var first = store().stage(tree("a", "1"));
        store().promote(first);

        assertThat(store().stage(tree("a", "1")).id()).isEqualTo(1);
        assertThat(store().stage(tree("a", "2")).id()).isEqualTo(2);
    }

    @Test
    void remembersLiveAndGoodOverARestart() throws IOException {
        var first = store().stage(tree("a", "1"));
        store().promote(first);
        store().markGood(first);
        var second = store().stage(tree("a", "2"));
        store().promote(second);

        assertThat(store().live()).hasValue(second);
        assertThat(store().good()).hasValue(first);
    }

    @Test
    void remembersAFailureUntilSomethingIsGood() throws IOException {
        var failure = new Failure("d", "two\nlines", 3, Instant.parse("2026-11-24T00:00:00Z"));
        store().markFailed(failure);
        assertThat(store().failure()).hasValue(failure);

        store().markGood(store().stage(tree("a", "1")));

        assertThat(store().failure()).isEmpty();
    }

    @Test
    void keepsTheGoodGenerationAndDropsOldOnes() throws IOException {
        for (int i = 1; i <= 6; i++) {
            var generation = store().stage(tree("a", "" + i));
            store().promote(generation);
            if (i == 1 || i == 6) {
                store().markGood(generation);
            }
        }

        store().stage(tree("a", "7"));

        assertThat(folder.resolve("generations")).isDirectoryNotContaining(path -> path.endsWith("1"));
        assertThat(store().good().orElseThrow().id()).isEqualTo(6);
    }

    @Test
    void refusesAPathThatLeavesTheTree() {
        assertThatThrownBy(() -> store().stage(tree("../../evil", "x"))).hasMessageContaining("leaves the tree");
    }

    private GenerationStore store() throws IOException {
        return new GenerationStore(folder);
    }

    private static RenderedTree tree(String path, String content) {
        return new RenderedTree(new TreeMap<>(Map.of(path, content)));
    }
}
