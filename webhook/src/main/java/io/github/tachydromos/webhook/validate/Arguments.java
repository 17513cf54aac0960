// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.validate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What the command was told to do. */
sealed interface Arguments {
    String USAGE = """
            usage: validate [--output text|json] [-|FILE...]
                   validate [--output text|json] --chart DIR [VALUES...]

            FILE holds manifests (helm template ... | validate -) or a suite document. With --chart the files are
            values, and helm, which must be on the PATH, renders the chart with them.
            exit code: 0 nothing to refuse, 1 findings, 2 could not read
            """;

    /** To judge these files. */
    record Judge(boolean json, Optional<Path> chart, List<String> files) implements Arguments {
        public Judge {
            files = List.copyOf(files);
        }
    }

    /** To say how it is used. */
    record Help() implements Arguments {}

    /** Nothing that it knows. */
    record Wrong(String reason) implements Arguments {}

    static Arguments parse(List<String> words) {
        boolean json = false;
        Optional<Path> chart = Optional.empty();
        List<String> files = new ArrayList<>();
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "-h", "--help" -> {
                    return new Help();
                }
                case "-o", "--output" -> {
                    String format = rest.hasNext() ? rest.next() : "";
                    if (!format.equals("text") && !format.equals("json")) {
                        return new Wrong(word + ": \"" + format + "\" is not a format; set text or json");
                    }
                    json = format.equals("json");
                }
                case "--chart" -> {
                    if (!rest.hasNext()) {
                        return new Wrong("--chart: is without a folder; name the chart's");
                    }
                    chart = Optional.of(Path.of(rest.next()));
                }
                default -> {
                    if (word.startsWith("-") && !word.equals("-")) {
                        return new Wrong(word + ": is not an option; see --help");
                    }
                    files.add(word);
                }
            }
        }
        if (files.isEmpty() && chart.isEmpty()) {
            files.add("-");
        }
        return new Judge(json, chart, files);
    }
}
