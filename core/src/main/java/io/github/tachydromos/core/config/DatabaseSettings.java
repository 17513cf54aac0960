// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.Arrays;

/**
 * Where SOGo's database is, and how it is reached.
 *
 * @param embedded it runs in this release
 * @param database its name on the server
 * @param username who owns it
 * @param persistence the volume of the release's own database is kept; true for one outside the release
 */
public record DatabaseSettings(
        boolean embedded,
        String host,
        int port,
        String database,
        String username,
        SecretRef password,
        Tls tls,
        boolean persistence) {

    /** {@code caSecret} names a Secret with {@code ca.crt}; empty means the system's certificate authorities. */
    public record Tls(Mode mode, String caSecret) {}

    /** How the connection is secured, in the words of libpq. */
    public enum Mode {
        DISABLE("disable"),
        /** With TLS, whoever answers. */
        REQUIRE("require"),
        /** The authority is checked, the name is not. */
        VERIFY_CA("verify-ca"),
        VERIFY_FULL("verify-full");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /** As it stands in the document, and what libpq calls it. */
        public String word() {
            return word;
        }

        /** Whether an authority is asked who the server is. */
        public boolean verifies() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }

        static Mode of(String word) {
            return Arrays.stream(values())
                    .filter(mode -> mode.word.equals(word))
                    .findFirst()
                    .orElse(VERIFY_FULL);
        }

        static boolean isOne(String word) {
            return Arrays.stream(values()).anyMatch(mode -> mode.word.equals(word));
        }
    }
}
