// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DovecotDaemonTest {
    private final Daemon dovecot = new DovecotDaemon(Path.of("/nowhere"), Ports.OF_THE_POD);

    static Stream<GoldenCase> cases() throws IOException {
        return GoldenCase.of("dovecot");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void rendersTheExpectedTree(GoldenCase golden) throws IOException {
        RenderedTree tree = golden.render(dovecot);

        assertThat(tree.files()).isEqualTo(golden.expected(tree).files());
    }

    @Test
    void reloadsForANewCertificate() throws IOException {
        RenderedTree running = anyTree();
        RenderedTree wanted = with(running, "private/mail.pem", "another");

        assertThat(dovecot.change(running, wanted)).isEqualTo(Daemon.Change.RELOAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dovecot.conf", "front.conf", "mailboxes.conf"})
    void restartsForAnotherShapeOfTheServer(String path) throws IOException {
        RenderedTree running = anyTree();
        RenderedTree wanted = with(running, path, "mail_driver = sdbox\n");

        assertThat(dovecot.change(running, wanted)).isEqualTo(Daemon.Change.RESTART);
    }

    @Test
    void restartsForAnotherKindOfAuthority() throws IOException {
        RenderedTree running = GoldenCase.named("dovecot", "embedded-directory").render(dovecot);
        RenderedTree wanted = GoldenCase.named("dovecot", "foreign-directory").render(dovecot);

        assertThat(dovecot.change(running, wanted)).isEqualTo(Daemon.Change.RESTART);
    }

    @Test
    void refusesASecretWithALineBreakInIt() {
        assertThatThrownBy(() -> LoginFiles.secretSetting("password\n", "own-ldap"))
                .isInstanceOf(UnusableSecret.class)
                .hasMessage(
                        "Secret \"own-ldap\" holds a control character, perhaps a line break at the end of a value");
    }

    private RenderedTree anyTree() throws IOException {
        return GoldenCase.of("dovecot").findFirst().orElseThrow().render(dovecot);
    }

    static RenderedTree with(RenderedTree tree, String path, String text) {
        var files = new TreeMap<>(tree.files());
        files.put(path, text);
        return new RenderedTree(files);
    }
}
