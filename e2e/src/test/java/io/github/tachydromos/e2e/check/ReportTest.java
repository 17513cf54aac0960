// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void passesWhileEveryCheckDoes() {
        report.run(List.of(new Check("banner", "220", () -> Seen.pass("220 mail.example.org"))));

        assertThat(report.passed()).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("ok  banner")
                .contains("220 mail.example.org");
    }

    @Test
    void countsACheckThatCouldNotBeDoneAsFailed() {
        report.run(List.of(new Check("banner", "220", () -> {
            throw new IOException("connection refused");
        })));

        assertThat(report.passed()).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("NO  banner")
                .contains("connection refused");
    }

    @Test
    void writesOneObjectPerCheck(@TempDir Path folder) throws IOException {
        report.run(List.of(new Check("banner", "220", () -> Seen.fail("554 go away"))));

        report.write(folder.resolve("demo/report.json"));

        var rows =
                new ObjectMapper().readTree(folder.resolve("demo/report.json").toFile());
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).fieldNames())
                .toIterable()
                .containsExactly("check", "expected", "observed", "seconds", "pass");
        assertThat(rows.get(0).get("pass").asBoolean()).isFalse();
    }
}
