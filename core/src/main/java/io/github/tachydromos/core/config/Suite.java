// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.List;

/**
 * The suite document, version {@value #SCHEMA}: one document, so that one admission request sees the whole
 * configuration of a release.
 *
 * @param podNetworks networks of the cluster's pods and Services; empty if the author did not name them
 * @param internalSecret Secret with {@code probePassword} and {@code doveadmApiKey}
 */
public record Suite(
        Release release,
        String hostname,
        List<Network> podNetworks,
        LdapSettings ldap,
        PostfixSettings postfix,
        DovecotSettings dovecot,
        RspamdSettings rspamd,
        ClamavSettings clamav,
        SogoSettings sogo,
        DatabaseSettings database,
        FrontSettings front,
        DnsSettings dns,
        Certificates certificates,
        WebhookSettings webhook,
        List<Credential> credentials,
        String internalSecret) {

    /** The only {@code schema} that this program judges and applies; others it lets pass untouched. */
    public static final int SCHEMA = 1;

    /** Key of the ConfigMap that holds the document. */
    public static final String KEY = "suite.yaml";

    public Suite {
        podNetworks = List.copyOf(podNetworks);
        credentials = List.copyOf(credentials);
    }
}
