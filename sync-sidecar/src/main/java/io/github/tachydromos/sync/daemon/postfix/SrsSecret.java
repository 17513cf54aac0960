// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.config.PostfixSettings.Srs;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.UnusableSecret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What rewritten addresses are signed with: the first line signs, the others are still accepted. */
final class SrsSecret {
    private static final int SHORTEST = 16;

    /** postsrsd(8) reads lines of so many characters. */
    private static final int LONGEST = 1000;

    private SrsSecret() {}

    /** The Secret, if it is needed. */
    static Optional<String> name(Srs srs) {
        return srs.enabled() ? Optional.of(srs.secret()) : Optional.empty();
    }

    /** The file that postsrsd reads. */
    static Optional<String> file(Inputs inputs) {
        return name(inputs.suite().postfix().srs()).map(secret -> file(inputs, secret));
    }

    private static String file(Inputs inputs, String secret) {
        List<String> lines = inputs.secret(secret, Srs.SECRETS)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty() || !lines.stream().allMatch(SrsSecret::isUsable)) {
            throw new UnusableSecret(
                    secret,
                    "has at \"" + Srs.SECRETS + "\" a line that is no secret of " + SHORTEST + " to " + LONGEST
                            + " printable characters");
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static boolean isUsable(String line) {
        return line.length() >= SHORTEST
                && line.length() <= LONGEST
                && line.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
