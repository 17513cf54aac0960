// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptanceCommandTest {
    @TempDir
    private Path folder;

    @Test
    void saysThatTheAccountHasNoPassword() {
        assertThat(told(Map.of("TACHYDROMOS_ACCOUNT", "ann@example.org", "TACHYDROMOS_PASSWORD", folder + "/password")))
                .isEqualTo("tests.account.existingSecret: there is no such Secret, or it lacks the key password; "
                        + "make it with the password of ann@example.org\n");
    }

    @Test
    void saysThatThereIsNoCertificate() throws IOException {
        assertThat(told(Map.of("TACHYDROMOS_CERTIFICATE", folder + "/tls.crt")))
                .isEqualTo("there is no mail certificate yet; look at the log of the cert-rotator\n");

        Path empty = Files.createFile(folder.resolve("tls.crt"));
        assertThat(told(Map.of("TACHYDROMOS_CERTIFICATE", empty.toString())))
                .isEqualTo("the mail certificate's Secret: holds no certificate\n");
    }

    private static String told(Map<String, String> environment) {
        var out = new ByteArrayOutputStream();
        int exit = AcceptanceCommand.run(environment, new PrintStream(out, true, UTF_8));
        assertThat(exit).isEqualTo(1);
        return out.toString(UTF_8);
    }
}
