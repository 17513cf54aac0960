// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import io.github.tachydromos.core.config.LdapSettings;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/**
 * The directory's part of the suite document with its secrets resolved.
 *
 * @param authorities who may issue the server's certificate; empty for the system's
 */
public record DirectorySettings(LdapSettings ldap, String bindPassword, List<X509Certificate> authorities) {

    public DirectorySettings {
        authorities = List.copyOf(authorities);
    }

    /** The question that a cookie belongs to. The number rises when an entry is read differently: all must be read again. */
    String scope() {
        return String.join(
                        " ",
                        "1",
                        ldap.host() + ":" + ldap.port(),
                        ldap.baseDn(),
                        ldap.userSearchBase(),
                        ldap.domainSearchBase())
                .toLowerCase(Locale.ROOT);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DirectorySettings[" + ldap.host() + ":" + ldap.port() + " as " + ldap.bindDn() + "]";
    }
}
