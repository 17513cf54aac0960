// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where in the chart's values a field of the document is set, if not under the same path. */
public final class ValuePath {
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            entry("release.fullname", "fullnameOverride"),
            entry("ldap.baseDn", "ldap.rootDn"),
            entry("ldap.bindDn", "ldap.binddnUsername"),
            entry("ldap.bindPassword", "ldap.existingSecret"),
            entry("ldap.persistence", "ldap.embedded.persistence.enabled"),
            entry("postfix.persistence", "postfix.persistence.enabled"),
            entry("dovecot.persistence", "dovecot.persistence.enabled"),
            entry("dovecot.superuserPassword", "dovecot.existingSecret"),
            entry("rspamd.password", "rspamd.existingSecret"),
            entry("database.embedded", "database.embedded.enabled"),
            entry("database.password", "database.existingSecret"),
            entry("database.persistence", "database.embedded.persistence.enabled"),
            entry("sogo.webmailHost", "sogo.ingress.hostname"),
            entry("sogo.memoryLimitMb", "sogo.resources.limits.memory"),
            entry("certificates.ingress", "sogo.ingress.secretName"),
            entry("front.webmailHosts", "sogo.ingress.hostname"));

    private ValuePath() {}

    /** Empty if it is the same path, or the chart computes the field. */
    public static Optional<String> of(String documentPath) {
        return ELSEWHERE.entrySet().stream()
                .filter(entry -> documentPath.matches(Pattern.quote(entry.getKey()) + "([.\\[].*)?"))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
