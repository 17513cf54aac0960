// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart's schema and value table come from values.yaml; {@code make generate} rewrites them. */
class GeneratedFilesTest {
    private static final Path CHART = Workspace.find().path("chart");

    @Test
    void theSchemaIsMadeFromTheValues() throws IOException {
        assertIsWritten("values.schema.json", schema());
    }

    /** Helm keeps values.schema.json from templates. */
    @Test
    void theTemplatesReadTheSameSchema() throws IOException {
        assertIsWritten("files/values.schema.json", schema());
    }

    @Test
    void theTableInTheReadmeIsMadeFromTheValues() throws IOException {
        String page = Files.readString(CHART.resolve("README.md"));

        assertIsWritten("README.md", ValueTable.within(page, ChartValue.read(CHART.resolve("values.yaml"))));
    }

    @Test
    void noValueIsLeftWithoutATypeOrAWord(@TempDir Path folder) throws IOException {
        Path values = folder.resolve("values.yaml");

        Files.writeString(values, "a:\n  # -- What it is.\n  b: 1\n");
        assertThatThrownBy(() -> new ValuesSchema("{}").of(ChartValue.read(values)))
                .hasMessage("a.b: no type; name one of value-types.yaml after \"# @schema\"");

        Files.writeString(values, "a:\n  b: true\n");
        assertThatThrownBy(() -> new ValuesSchema("{}").of(ChartValue.read(values)))
                .hasMessage("a.b: no comment; write what it is for after \"# -- \"");
    }

    private static String schema() throws IOException {
        return new ValuesSchema(Files.readString(CHART.resolve("value-types.yaml")))
                .of(ChartValue.read(CHART.resolve("values.yaml")));
    }

    private static void assertIsWritten(String name, String wanted) throws IOException {
        Path file = CHART.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, wanted);
        }
        assertThat(file).as("run \"make generate\"").hasContent(wanted);
    }
}
