// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import io.github.tachydromos.sync.render.RenderedTree;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RspamdDaemonTest {
    private final RspamdDaemon rspamd = new RspamdDaemon();

    @Test
    void needsItsKeysAndItsPassword() {
        assertThat(rspamd.secrets(FilterSuite.inputs().suite()))
                .containsExactlyInAnyOrder("demo-tachydromos-dkim", "demo-tachydromos-rspamd");
    }

    @Test
    void signsWithTheSelectorsOfTheSuiteForTheDomainsOfTheReplica() {
        String lua = rspamd.render(FilterSuite.inputs()).files().get("rspamd.local.lua");

        assertThat(lua)
                .contains("key(from, \"2023\", \"rsa.pem\")", "key(from, \"2023-ed\", \"ed25519.key\")")
                .contains("local HOST = \"mail.example.org\"", "local COMPLETE = true")
                .contains("url = \"/var/lib/tachydromos/replica/domains\"");
    }

    @Test
    void signsNothingBeforeTheDirectoryWasRead() {
        Inputs inputs = FilterSuite.inputs();

        RenderedTree tree = rspamd.render(new Inputs(inputs.suite(), inputs.secrets(), inputs.replica(), false));

        assertThat(tree.files().get("rspamd.local.lua")).contains("local COMPLETE = false");
    }

    @Test
    void writesTheEd25519KeyAsRspamdReadsIt() {
        String key = rspamd.render(FilterSuite.inputs()).files().get("private/ed25519.key");

        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    }

    @Test
    void takesOverTheFilesOfTheUser() {
        RenderedTree tree = rspamd.render(FilterSuite.withOverrides("greylist.conf: \"enabled = false;\""));

        assertThat(tree.files()).containsEntry("override.d/greylist.conf", "enabled = false;\n");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("demo-tachydromos-dkim", "rsa.pem", "x", "rsa.pem: holds no private key"),
                Arguments.of("demo-tachydromos-dkim", "rsa.pem", FilterSuite.KEYS.ed25519Pem(), "has no RSA key of"),
                Arguments.of("demo-tachydromos-dkim", "ed25519.pem", FilterSuite.KEYS.rsaPem(), "has no Ed25519 key"),
                Arguments.of("demo-tachydromos-dkim", "ed25519.pem", "", "has no key \"ed25519.pem\""),
                Arguments.of(
                        "demo-tachydromos-rspamd", "rspamdPassword", "a\nb", "has a password that no HTTP header"));
    }

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource("unusable")
    void refusesWhatCannotServe(String secret, String key, String text, String fault) {
        Inputs inputs = FilterSuite.inputs();
        var secrets = new HashMap<>(inputs.secrets());
        var entries = new HashMap<>(secrets.get(secret));
        entries.put(key, text);
        secrets.put(secret, Map.copyOf(entries));

        assertThatThrownBy(() -> rspamd.render(new Inputs(inputs.suite(), secrets, inputs.replica(), true)))
                .isInstanceOf(UnusableSecret.class)
                .hasMessageContaining("Secret \"" + secret + "\" " + fault);
    }
}
