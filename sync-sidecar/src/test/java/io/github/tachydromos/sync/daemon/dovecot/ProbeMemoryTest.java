// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        var broken = memory.probe("imap login", tree("a"), HOLDS, () -> {
            throw new IOException("refused");
        });
        assertThatThrownBy(broken::run).hasMessage("refused");

        run(tree("a"));

        assertThat(looks).hasValue(2);
    }

    private void run(RenderedTree tree) throws IOException {
        memory.probe("imap login", tree, HOLDS, looks::incrementAndGet).run();
    }

    private static RenderedTree tree(String text) {
        var files = new TreeMap<String, String>();
        files.put("dovecot.conf", text);
        return new RenderedTree(files);
    }
}
