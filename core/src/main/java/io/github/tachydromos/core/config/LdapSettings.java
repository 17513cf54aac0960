// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

/**
 * Where the directory is, how it is reached, and where domains and users are in it (full DNs).
 *
 * @param persistence the volume of the release's own directory is kept; true for a directory outside the release
 */
public record LdapSettings(
        String host,
        int port,
        Tls tls,
        String baseDn,
        String userSearchBase,
        String domainSearchBase,
        String bindDn,
        SecretRef bindPassword,
        boolean persistence) {

    /** {@code caSecret} names a Secret with {@code ca.crt}; empty means the system's certificate authorities. */
    public record Tls(Mode mode, String caSecret) {}

    /** How the connection is secured. */
    public enum Mode implements Choice {
        NONE,
        STARTTLS,
        LDAPS
    }
}
