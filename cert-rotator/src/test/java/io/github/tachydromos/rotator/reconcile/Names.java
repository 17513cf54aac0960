// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import java.util.Set;

/** What the sample document calls the objects. */
final class Names {
    static final String SUITE = "demo-tachydromos-suite";
    static final String LEASE = "demo-tachydromos-cert-rotator";
    static final String INGRESS = "tachydromos-certificate";
    static final String MAIL = "demo-tachydromos-mail-tls";
    static final String CA = "demo-tachydromos-internal-ca";
    static final String CA_KEY = "demo-tachydromos-internal-ca-key";
    static final String LDAP_TLS = "demo-tachydromos-openldap-tls";
    static final String DOVECOT_TLS = "demo-tachydromos-dovecot-tls";
    static final String POSTFIX_TLS = "demo-tachydromos-postfix-tls";
    static final String WEBHOOK_CA_KEY = "demo-tachydromos-webhook-ca-key";
    static final String WEBHOOK_TLS = "demo-tachydromos-webhook-tls";
    static final String LDAP = "demo-tachydromos-openldap";
    static final String LDAP_READER = "demo-tachydromos-openldap-reader";
    static final String DOVECOT = "demo-tachydromos-dovecot";
    static final String INTERNAL = "demo-tachydromos-internal";
    static final String DKIM = "demo-tachydromos-dkim";
    static final String SRS = "demo-tachydromos-srs";
    static final Set<String> ALL = Set.of(
            MAIL,
            CA,
            CA_KEY,
            LDAP_TLS,
            DOVECOT_TLS,
            POSTFIX_TLS,
            WEBHOOK_CA_KEY,
            WEBHOOK_TLS,
            LDAP,
            LDAP_READER,
            DOVECOT,
            SRS,
            INTERNAL);

    private Names() {}
}
