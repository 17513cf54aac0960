// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.config.LdapSettings.Mode;

/** Reads {@code ldap}. */
final class DirectorySection {
    private DirectorySection() {}

    static LdapSettings read(Fields f) {
        return new LdapSettings(
                f.line("host", Shape.HOST),
                f.number("port", 1, 65535),
                f.mapping("tls", DirectorySection::tls),
                f.line("baseDn", Shape.DN),
                f.line("userSearchBase", Shape.DN),
                f.line("domainSearchBase", Shape.DN),
                f.line("bindDn", Shape.DN),
                f.mapping("bindPassword", SuiteReader::secretRef),
                f.flag("persistence"));
    }

    private static LdapSettings.Tls tls(Fields f) {
        return new LdapSettings.Tls(
                Choice.of(f.line("mode", Shape.TLS_MODE), Mode.STARTTLS),
                f.optionalLine("caSecret", Shape.OBJECT_NAME));
    }
}
