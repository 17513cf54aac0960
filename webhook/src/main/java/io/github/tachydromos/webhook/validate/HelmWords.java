// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.validate;

import io.github.tachydromos.core.finding.Finding;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code helm template} says when it fails: that the chart refuses the values, or that it could not render. */
record HelmWords(List<String> lines) {
    private static final Pattern BY_SCHEMA = Pattern.compile("\\s*- at '([^']*)': (.*)");
    private static final Pattern BY_TEMPLATE = Pattern.compile("([^\\s:]+): (.*?); (.*)");
    private static final String PREFIX = "Error: ";

    HelmWords {
        lines = List.copyOf(lines);
    }

    /** What is wrong with the values; empty if they are not what it failed for. */
    List<Finding> findings() {
        String first = reason();
        if (first.startsWith("values don't meet the specifications of the schema")) {
            return found(BY_SCHEMA).map(HelmWords::bySchema).toList();
        }
        if (first.startsWith("execution error at")) {
            return found(BY_TEMPLATE)
                    .map(words -> new Finding("values-template", words.group(1), words.group(2), words.group(3)))
                    .toList();
        }
        return List.of();
    }

    /** Its own reason in one line; what it warned of before is none. */
    String reason() {
        return lines.stream()
                .filter(line -> line.startsWith(PREFIX))
                .findFirst()
                .map(line -> line.substring(PREFIX.length()))
                .orElse("helm ended without a reason");
    }

    private Stream<Matcher> found(Pattern pattern) {
        return lines.stream().map(pattern::matcher).filter(Matcher::matches);
    }

    private static Finding bySchema(Matcher words) {
        return new Finding(
                "values-schema",
                path(words.group(1)),
                words.group(2),
                "helm show values prints every value and what it may be");
    }

    /** {@code /postfix/trustedProxies/1} as {@code postfix.trustedProxies[1]}. */
    private static String path(String pointer) {
        String path = pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
        return path.isEmpty() ? "values" : path.substring(1);
    }
}
