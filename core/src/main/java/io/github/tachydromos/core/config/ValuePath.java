// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.Map;
import java.util.Optional;

/** Where in the chart's values a field of the document is set, if not under the same path. */
public final class ValuePath {
    private static final Map<String, String> ELSEWHERE = Map.of(
            "release.fullname", "fullnameOverride",
            "ldap.baseDn", "ldap.rootDn",
            "ldap.bindDn", "ldap.binddnUsername",
            "ldap.bindPassword", "ldap.existingSecret",
            "ldap.persistence", "ldap.embedded.persistence.enabled",
            "postfix.persistence", "postfix.persistence.enabled",
            "dovecot.persistence", "dovecot.persistence.enabled",
            "dovecot.superuserPassword", "dovecot.existingSecret",
            "rspamd.password", "rspamd.existingSecret",
            "certificates.ingress", "sogo.ingress.secretName");

    private ValuePath() {}

    /** Empty if it is the same path, or the chart computes the field. */
    public static Optional<String> of(String documentPath) {
        return ELSEWHERE.entrySet().stream()
                .filter(entry -> documentPath.equals(entry.getKey()) || documentPath.startsWith(entry.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
