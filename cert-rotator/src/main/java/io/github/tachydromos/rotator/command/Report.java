// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.tachydromos.rotator.dns.Sighting;
import io.github.tachydromos.rotator.dns.Sighting.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the command prints: one record, one line. */
record Report(List<Sighting> sightings) {
    Report {
        sightings = List.copyOf(sightings);
    }

    /** The same for programs. */
    private record Line(String status, String name, String type, String wanted, List<String> found, String note) {}

    int exitCode() {
        if (count(Status.MISSING) + count(Status.DIFFERS) > 0) {
            return DnsCommand.LACKING;
        }
        return count(Status.UNKNOWN) > 0 ? DnsCommand.UNKNOWN : DnsCommand.COMPLETE;
    }

    String json() {
        List<Line> lines = sightings.stream()
                .map(seen -> new Line(
                        word(seen.status()),
                        seen.wanted().name(),
                        seen.wanted().type().name(),
                        seen.wanted().value(),
                        seen.found(),
                        seen.note()))
                .toList();
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written", e);
        }
    }

    String text() {
        List<String> lines =
                new ArrayList<>(sightings.stream().map(Report::line).toList());
        String counts = Arrays.stream(Status.values())
                .filter(status -> count(status) > 0)
                .map(status -> count(status) + " " + word(status))
                .collect(Collectors.joining(", "));
        lines.add(sightings.size() + " records: " + counts);
        return String.join("\n", lines);
    }

    /** What is found is of interest only if it is something else. */
    private static String line(Sighting seen) {
        StringBuilder line = new StringBuilder("%-8s %s".formatted(word(seen.status()), seen.wanted()));
        if (seen.status() == Status.DIFFERS) {
            line.append("; found ").append(String.join(" | ", seen.found()));
        }
        return line.append(seen.note().isEmpty() ? "" : "; " + seen.note()).toString();
    }

    private long count(Status status) {
        return sightings.stream().filter(seen -> seen.status() == status).count();
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
