// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.issue;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Makes passwords of 190 bits that need no quoting in any file, URL or command line. */
public final class PasswordIssuer {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 32;

    private final SecureRandom random;

    public PasswordIssuer(SecureRandom random) {
        this.random = random;
    }

    public String password() {
        return random.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }
}
