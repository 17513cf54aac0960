// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

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
    public enum Mode implements Choice {
        DISABLE,
        /** With TLS, whoever answers. */
        REQUIRE,
        /** The authority is checked, the name is not. */
        VERIFY_CA,
        VERIFY_FULL;

        /** Whether an authority is asked who the server is. */
        public boolean verifies() {
            return this == VERIFY_CA || this == VERIFY_FULL;
        }
    }
}
