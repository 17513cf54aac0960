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
    private static final String DKIM = "demo-tachydromos-dkim";

    private final RspamdDaemon rspamd = new RspamdDaemon();

    @Test
    void needsItsKeysAndItsPassword() {
        assertThat(rspamd.secrets(FilterSuite.inputs().suite()))
                .containsExactlyInAnyOrder("demo-tachydromos-dkim", "demo-tachydromos-rspamd");
    }

    @Test
    void signsForTheDomainsOfTheReplica() {
        String lua = rspamd.render(FilterSuite.inputs()).files().get("rspamd.local.lua");

        assertThat(lua)
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
    void signsWithTheSelectorThatStandsBesideTheKeysWhateverTheDocumentWants() {
        Inputs wanting = FilterSuite.inputs(text -> text.replace("\"2023\"", "\"2027\""));

        RenderedTree tree = rspamd.render(FilterSuite.with(wanting, DKIM, Map.of("selector", "2026\n")));

        assertThat(tree.files().get("rspamd.local.lua"))
                .contains("key(from, \"2026\", \".pem\")", "key(from, \"2026-ed\", \".key\")")
                .contains("key(recipient, \"2026\", \".pem\")")
                .doesNotContain("2023", "2027");
        assertThat(tree.files()).containsKeys("private/2026.pem", "private/2026-ed.key");
    }

    @Test
    void signsWithTheSelectorOfTheDocumentWhereNoneStandsBesideTheKeys() {
        assertThat(rspamd.render(FilterSuite.inputs()).files().get("rspamd.local.lua"))
                .contains("key(from, \"2023\", \".pem\")", "key(from, \"2023-ed\", \".key\")");
    }

    @Test
    void keepsTheKeysBeforeForWorkersThatEndAndLeavesThoseToComeWhereTheyAre() {
        SigningPairs before = SigningPairs.make();
        SigningPairs next = SigningPairs.make();
        Map<String, String> entries = new HashMap<>(Map.of("selector", "2026"));
        entries.putAll(before.entries("previous.", "2025"));
        entries.putAll(next.entries("next.", "2027"));

        Map<String, String> files = rspamd.render(FilterSuite.with(FilterSuite.inputs(), DKIM, entries))
                .files();

        assertThat(files)
                .containsEntry("private/2026.pem", FilterSuite.KEYS.rsaPem())
                .containsEntry("private/2025.pem", before.rsaPem())
                .containsKey("private/2025-ed.key");
        assertThat(files.toString()).doesNotContain("2027").doesNotContain(next.rsaPem());
        assertThat(files.get("rspamd.local.lua")).doesNotContain("2025");
    }

    @Test
    void writesTheEd25519KeyAsRspamdReadsIt() {
        String key = rspamd.render(FilterSuite.inputs()).files().get("private/2023-ed.key");

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
                Arguments.of("demo-tachydromos-dkim", "selector", "../a", "has no selector at \"selector\""),
                Arguments.of("demo-tachydromos-dkim", "previous.selector", "2025", "has no key \"previous.rsa.pem\""),
                Arguments.of(
                        "demo-tachydromos-rspamd", "rspamdPassword", "a\nb", "has a password that no HTTP header"));
    }

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource("unusable")
    void refusesWhatCannotServe(String secret, String key, String text, String fault) {
        Inputs inputs = FilterSuite.with(FilterSuite.inputs(), secret, Map.of(key, text));

        assertThatThrownBy(() -> rspamd.render(inputs))
                .isInstanceOf(UnusableSecret.class)
                .hasMessageContaining("Secret \"" + secret + "\" " + fault);
    }
}
