// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostfixDaemonTest {
    private static TestPairs authority;

    private final PostfixDaemon postfix = new PostfixDaemon();

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        authority = new TestPairs();
        inputs = GoldenCase.named("relay-with-password").inputs(authority);
    }

    private static Inputs inputs;

    static Stream<GoldenCase> cases() throws IOException {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void rendersTheExpectedTree(GoldenCase golden) throws IOException {
        Inputs wanted = new Inputs(
                golden.suite(),
                inputs.secrets(),
                inputs.replica(),
                !golden.toString().startsWith("before"));

        RenderedTree tree = GoldenCase.comparable(postfix.render(wanted));

        if (Boolean.getBoolean("golden.update")) {
            golden.update(tree);
        }
        assertThat(tree.files()).isEqualTo(golden.expected().files());
    }

    @Test
    void needsTheSecretsThatItIsRenderedFrom() {
        assertThat(postfix.secrets(inputs.suite()))
                .containsExactly(
                        "demo-tachydromos-internal-ca",
                        "demo-tachydromos-mail-tls",
                        "demo-tachydromos-postfix-tls",
                        "demo-tachydromos-srs",
                        "relay-account");
    }

    @Test
    void readsNoSecretForAddressesThatItDoesNotRewrite() throws IOException {
        Inputs plain = GoldenCase.named("without-rewriting").inputs(authority);

        assertThat(postfix.secrets(plain.suite())).doesNotContain("demo-tachydromos-srs");
        assertThat(postfix.render(plain).files()).doesNotContainKey("private/srs-secrets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"too short", "one-that-is-long-enough\nshort", "with a blank in the middle", "\n \n"})
    void refusesASecretThatDoesNotVouchForAnAddress(String secrets) {
        assertThatThrownBy(() -> postfix.render(with("demo-tachydromos-srs", Map.of("srsSecrets", secrets))))
                .isInstanceOf(UnusableSecret.class)
                .hasMessageContaining("a line that is no secret of 16 to 1000 printable characters");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() {
        Map<String, String> mixed = new HashMap<>(inputs.secrets().get("demo-tachydromos-mail-tls"));
        mixed.put(
                "tls.key", inputs.secrets().get("demo-tachydromos-postfix-tls").get("tls.key"));

        assertThatThrownBy(() -> postfix.render(with("demo-tachydromos-mail-tls", mixed)))
                .isInstanceOf(UnusableSecret.class)
                .hasMessageContaining("belongs to another certificate");
    }

    @Test
    void refusesAPasswordThatTheTableCannotExpress() {
        assertThatThrownBy(() ->
                        postfix.render(with("relay-account", Map.of("username", "a", "password", "b\nmyhostname = c"))))
                .isInstanceOf(UnusableSecret.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining("myhostname");
        assertThatThrownBy(() -> postfix.render(with("relay-account", Map.of("username", "a:b", "password", "c"))))
                .isInstanceOf(UnusableSecret.class)
                .hasMessageContaining("colon");
    }

    @Test
    void trustsTheAuthorityOfTheRelayHostBesideThePublicOnes() throws Exception {
        var secret = new HashMap<>(inputs.secrets().get("relay-account"));
        secret.putAll(Map.of("ca.crt", authority.pem()));

        RenderedTree tree = postfix.render(with("relay-account", secret));

        assertThat(tree.files().get("private/relay-ca.pem")).isEqualTo(authority.pem());
        assertThat(tree.files().get("main.cf"))
                .contains(
                        "smtp_tls_CApath = /etc/ssl/certs\n",
                        "smtp_tls_CAfile = ${config_directory}/private/relay-ca.pem\n");
    }

    @Test
    void refusesAnAuthorityOfTheRelayHostThatIsNoCertificate() {
        assertThatThrownBy(() -> postfix.render(
                        with("relay-account", Map.of("username", "a", "password", "b", "ca.crt", "nothing"))))
                .isInstanceOf(UnusableSecret.class)
                .hasMessage("Secret \"relay-account\" ca.crt: holds no certificate");
    }

    private static Inputs with(String secret, Map<String, String> data) {
        var secrets = new HashMap<>(inputs.secrets());
        secrets.put(secret, data);
        return new Inputs(inputs.suite(), secrets, inputs.replica(), true);
    }
}
