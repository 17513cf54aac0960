// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbeMemoryTest {
    private static final Duration HOLDS = Duration.ofSeconds(15);

    private final AtomicInteger looks = new AtomicInteger();
    private Instant now = Instant.EPOCH;
    private final ProbeMemory memory = new ProbeMemory(() -> now);

    @Test
    void looksAgainOnlyWhenTimeIsUp() throws IOException {
        run(tree("a"));
        run(tree("a"));
        assertThat(looks).hasValue(1);

        now = now.plus(HOLDS);
        run(tree("a"));

        assertThat(looks).hasValue(2);
    }

    @Test
    void looksAtEveryNewTree() throws IOException {
        run(tree("a"));
        run(tree("b"));

        assertThat(looks).hasValue(2);
    }

    @Test
    void looksAgainAtOnceAfterAFault() throws IOException {
        run(tree("a"));
        now = now.plus(HOLDS);
        var broken = new Probe("imap login", HOLDS, () -> {
            throw new IOException("refused");
        });
        assertThatThrownBy(() -> memory.run(broken, tree("a"))).hasMessage("refused");

        run(tree("a"));

        assertThat(looks).hasValue(2);
    }

    private void run(RenderedTree tree) throws IOException {
        memory.run(new Probe("imap login", HOLDS, looks::incrementAndGet), tree);
    }

    private static RenderedTree tree(String text) {
        var files = new TreeMap<String, String>();
        files.put("dovecot.conf", text);
        return new RenderedTree(files);
    }
}
