// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SaslDaemonTest {
    private final Daemon sasl = new SaslDaemon(Path.of("/nowhere"));

    static Stream<GoldenCase> cases() throws IOException {
        return GoldenCase.of("sasl");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void rendersTheExpectedTree(GoldenCase golden) throws IOException {
        RenderedTree tree = golden.render(sasl);

        assertThat(tree.files()).isEqualTo(golden.expected(tree).files());
    }

    @Test
    void namesTheSecretsItIsRenderedFrom() throws IOException {
        GoldenCase golden = GoldenCase.of("sasl").findFirst().orElseThrow();

        assertThat(sasl.secrets(golden.suite()))
                .containsExactlyInAnyOrder(
                        "demo-tachydromos-dovecot",
                        "demo-tachydromos-internal",
                        "demo-tachydromos-internal-ca",
                        "demo-tachydromos-openldap-reader");
    }
}
