// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import io.github.tachydromos.core.finding.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What reviews may cost, and how long an answer may be. A body is read only when there is room for it, straight from
 * the connection, so that many long ones at once fill no memory; application.yml turns away what is longer than all
 * the room there is.
 */
final class AdmissionLimits {
    /** An object as long as the API server reads any, with the review around it and a shorter old object in it. */
    static final int BODY = 4 * 1024 * 1024;

    /** In the time of this length the API server has sent any body that it wants an answer to. */
    static final Duration READING = Duration.ofSeconds(3);

    static final int WARNING = 256;
    static final int WARNINGS = 4096;
    static final int FINDINGS = 100;
    static final int LINE = 512;

    /** Well below the 5 s after which the API server gives up. */
    private static final Duration PATIENCE = Duration.ofMillis(900);

    /** A short document can cost as much as a long one: it counts as this many bytes at least. */
    private static final int UNIT = 512 * 1024;

    private final Semaphore units = new Semaphore(BODY / UNIT, true);

    /** Waits for room for a body; a length that is not told is the longest. Empty: there was none in time. */
    Optional<Room> enter(OptionalLong length) throws InterruptedException {
        int wanted = (int) Math.ceilDiv(Math.clamp(length.orElse(BODY), 1, BODY), (long) UNIT);
        return units.tryAcquire(wanted, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(new Room(units, wanted))
                : Optional.empty();
    }

    /** Room that a review takes until it is closed. */
    record Room(Semaphore units, int taken) implements AutoCloseable {
        @Override
        public void close() {
            units.release(taken);
        }
    }

    /** Warnings as headers carry them: each and all of them together so short that the API server cuts none. */
    static List<String> warnings(List<Finding> findings) {
        List<String> warnings = new ArrayList<>();
        int room = WARNINGS - WARNING;
        for (Finding finding : findings) {
            String line = cut(finding.toString(), WARNING);
            if (room < line.length()) {
                warnings.add("and " + (findings.size() - warnings.size())
                        + " more; see them with the validate command on the manifests");
                break;
            }
            warnings.add(line);
            room -= line.length();
        }
        return warnings;
    }

    /** Each finding on a line of its own. */
    static String message(List<Finding> findings) {
        StringBuilder message = new StringBuilder();
        named(findings)
                .forEach(finding -> message.append(cut(finding.toString())).append('\n'));
        if (findings.size() > FINDINGS) {
            message.append("and ").append(findings.size() - FINDINGS).append(" more");
        }
        return message.toString().strip();
    }

    /** As many as anybody reads. */
    static List<Finding> named(List<Finding> findings) {
        return findings.subList(0, Math.min(findings.size(), FINDINGS));
    }

    static String cut(String line) {
        return cut(line, LINE);
    }

    private static String cut(String line, int length) {
        String clean = line.replaceAll("\\p{Cntrl}", " ");
        if (clean.length() <= length) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(length - 2)) ? length - 2 : length - 1;
        return clean.substring(0, end) + "…";
    }
}
