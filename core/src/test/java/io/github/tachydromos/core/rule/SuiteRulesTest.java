// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule.Severity;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.Judgement.Foreign;
import io.github.tachydromos.core.rule.Judgement.Rejected;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteRulesTest {
    private static final String OWN_NAMES = "mail.acme.eu";
    private static final String DATABASE_TLS = "mode: verify-full, caSecret: demo-tachydromos-internal-ca";

    /** Rule, path, and the texts to change (from, to, from, to …). Nothing else is found. */
    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "relay-network-world",
                        "postfix.relayNetworks[1]",
                        "relayNetworks: []",
                        "relayNetworks: [192.0.2.1, 0.0.0.0/0]",
                        "podNetworks: []",
                        "podNetworks: [10.42.0.0/16]"),
                fault(
                        "relay-network-world",
                        "postfix.relayNetworks[0]",
                        "relayNetworks: []",
                        "relayNetworks: [\"2000::/3\"]",
                        "podNetworks: []",
                        "podNetworks: [10.42.0.0/16]"),
                fault(
                        "relay-network-pods",
                        "postfix.relayNetworks[0]",
                        "relayNetworks: []",
                        "relayNetworks: [10.0.0.0/8]",
                        "podNetworks: []",
                        "podNetworks: [10.43.0.0/16, 10.42.0.0/16]"),
                fault(
                        "relay-network-pods",
                        "postfix.relayNetworks[0]",
                        "relayNetworks: []",
                        "relayNetworks: [10.42.7.9]",
                        "podNetworks: []",
                        "podNetworks: [10.42.0.0/16]"),
                fault(
                        "relay-network-unchecked",
                        "postfix.relayNetworks",
                        "relayNetworks: []",
                        "relayNetworks: [192.0.2.0/24]"),
                fault(
                        "proxy-without-trusted-networks",
                        "postfix.enableProxyProtocol.submission",
                        "submission: false",
                        "submission: true"),
                fault(
                        "proxy-without-trusted-networks",
                        "dovecot.enableProxyProtocol.imaps",
                        "imaps: false",
                        "imaps: true"),
                fault(
                        "trusted-proxy-world",
                        "postfix.trustedProxies[0]",
                        "trustedProxies: []",
                        "trustedProxies: [\"::/0\"]"),
                fault(
                        "login-network-world",
                        "dovecot.loginTrustedNetworks[0]",
                        "loginTrustedNetworks: []",
                        "loginTrustedNetworks: [0.0.0.0/1]"),
                fault(
                        "login-network-pods",
                        "dovecot.loginTrustedNetworks[0]",
                        "loginTrustedNetworks: []",
                        "loginTrustedNetworks: [10.42.0.0/16]",
                        "podNetworks: []",
                        "podNetworks: [10.42.0.0/16]"),
                fault(
                        "relayhost-is-self",
                        "postfix.relayhost",
                        "relayhost: \"\"",
                        "relayhost: \"[Mail.acme.eu]\"",
                        "spf: \"\"",
                        "spf: v=spf1 include:spf.acme.eu -all"),
                fault(
                        "relayhost-address-with-password",
                        "postfix.relayhost",
                        "relayhost: \"\"",
                        "relayhost: \"[192.0.2.1]:587\"",
                        "relayhostSecret: \"\"",
                        "relayhostSecret: relay",
                        "spf: \"\"",
                        "spf: v=spf1 include:spf.acme.eu -all"),
                fault(
                        "relayhost-without-password",
                        "postfix.relayhostSecret",
                        "relayhost: \"\"",
                        "relayhost: \"[smtp.acme.eu]:587\"",
                        "spf: \"\"",
                        "spf: v=spf1 include:spf.acme.eu -all"),
                fault("spf-without-relayhost", "dns.spf", "relayhost: \"\"", "relayhost: smtp.acme.eu"),
                fault(
                        "relayhost-password-unused",
                        "postfix.relayhostSecret",
                        "relayhostSecret: \"\"",
                        "relayhostSecret: relay"),
                fault(
                        "filter-fails-open",
                        "rspamd.onFailure",
                        "rspamd:\n  enabled: false",
                        "rspamd:\n  enabled: true",
                        "onFailure: tempfail",
                        "onFailure: accept"),
                fault("filter-scores-order", "rspamd.scores.addHeader", "addHeader: 6", "addHeader: 15"),
                fault("filter-scores-order", "rspamd.scores.greylist", "greylist: 4", "greylist: 6"),
                fault(
                        "override-key-twice",
                        "rspamd.overrides.greylist.conf",
                        "overrides: {}",
                        "overrides: {greylist.conf: \"timeout = 5min;\\ntimeout = 6min;\"}"),
                fault(
                        "antivirus-without-filter",
                        "clamav.enabled",
                        "clamav:\n  enabled: false",
                        "clamav:\n  enabled: true"),
                fault("webmail-without-host", "front.webmailHosts", "webmailHosts: [mail.acme.eu]", "webmailHosts: []"),
                fault(
                        "webmail-host-reserved",
                        "front.webmailHosts[0]",
                        "webmailHosts: [mail.acme.eu]",
                        "webmailHosts: [Autodiscover.acme.eu]"),
                fault(
                        "webmail-host-twice",
                        "front.webmailHosts[1]",
                        "webmailHosts: [mail.acme.eu]",
                        "webmailHosts: [mail.acme.eu, Mail.acme.eu]"),
                fault(
                        "trusted-proxy-world",
                        "front.trustedProxies[0]",
                        "trustedProxies: [10.0.0.0/8]",
                        "trustedProxies: [0.0.0.0/0]"),
                fault("dovecot-replicas", "dovecot.replicas", "dovecot:\n  replicas: 1", "dovecot:\n  replicas: 2"),
                fault("replicas-none", "dovecot.replicas", "dovecot:\n  replicas: 1", "dovecot:\n  replicas: 0"),
                fault("replicas-none", "postfix.replicas", "postfix:\n  replicas: 1", "postfix:\n  replicas: 0"),
                fault("persistence-off", "ldap.persistence", "persistence: true", "persistence: false"),
                fault(
                        "persistence-off",
                        "postfix.persistence",
                        "replicas: 1\n  persistence: true",
                        "replicas: 1\n  persistence: false"),
                fault(
                        "persistence-off",
                        "dovecot.persistence",
                        "dovecot:\n  replicas: 1\n  persistence: true",
                        "dovecot:\n  replicas: 1\n  persistence: false"),
                fault(
                        "message-size-unusual",
                        "postfix.messageSizeLimitMb",
                        "messageSizeLimitMb: 50",
                        "messageSizeLimitMb: 1"),
                fault(
                        "message-size-unusual",
                        "postfix.messageSizeLimitMb",
                        "messageSizeLimitMb: 50",
                        "messageSizeLimitMb: 2047"),
                fault(
                        "directory-in-clear-text",
                        "ldap.tls.mode",
                        "mode: starttls, caSecret: demo-tachydromos-internal-ca",
                        "mode: none, caSecret: \"\""),
                fault("directory-port-unusual", "ldap.port", "port: 389", "port: 636"),
                fault("directory-port-unusual", "ldap.port", "mode: starttls", "mode: ldaps"),
                fault(
                        "search-base-outside",
                        "ldap.userSearchBase",
                        "userSearchBase: ou=users,dc=tachydromos,dc=local",
                        "userSearchBase: ou=users,dc=example,dc=org"),
                fault(
                        "search-base-outside",
                        "ldap.domainSearchBase",
                        "domainSearchBase: ou=domains,dc=tachydromos,dc=local",
                        "domainSearchBase: dc=local"),
                fault(
                        "webmail-replicas",
                        "sogo.replicas",
                        "sogo:\n  enabled: false\n  replicas: 1",
                        "sogo:\n  enabled: false\n  replicas: 2"),
                fault("webmail-workers-do-not-fit", "sogo.workerCount", "workerCount: 0", "workerCount: 13"),
                fault(
                        "webmail-workers-do-not-fit",
                        "sogo.workerMemoryLimitMb",
                        "workerMemoryLimitMb: 0",
                        "workerMemoryLimitMb: 1537"),
                fault("webmail-workers-do-not-fit", "sogo.memoryLimitMb", "memoryLimitMb: 1536", "memoryLimitMb: 100"),
                fault(
                        "webmail-worker-too-small",
                        "sogo.workerMemoryLimitMb",
                        "workerMemoryLimitMb: 0",
                        "workerMemoryLimitMb: 64"),
                fault("database-in-clear-text", "database.tls.mode", DATABASE_TLS, "mode: disable, caSecret: \"\""),
                fault("database-not-verified", "database.tls.mode", DATABASE_TLS, "mode: require, caSecret: \"\""),
                fault(
                        "database-authority-missing",
                        "database.tls.mode",
                        DATABASE_TLS,
                        "mode: verify-ca, caSecret: \"\""),
                fault("database-user-reserved", "database.username", "username: pgsogo", "username: postgres"),
                fault("database-user-reserved", "database.username", "username: pgsogo", "username: pg_sogo"),
                fault(
                        "persistence-off",
                        "database.persistence",
                        "caSecret: demo-tachydromos-internal-ca}\n  persistence: true",
                        "caSecret: demo-tachydromos-internal-ca}\n  persistence: false"),
                fault("example-name", "hostname", OWN_NAMES, "mail.example.com"),
                fault("example-name", "dovecot.postmasterEmail", "postmaster@acme.eu", "postmaster@mail.example"),
                fault("example-name", "dovecot.superuserUsername", "sysmail@acme.eu", "sysmail@x.TEST"),
                fault("postmaster-is-superuser", "dovecot.postmasterEmail", "postmaster@acme.eu", "SysMail@acme.eu"),
                fault(
                        "delimiter-in-names",
                        "postfix.recipientDelimiter",
                        "recipientDelimiter: \"+\"",
                        "recipientDelimiter: \"-\""),
                fault(
                        "secret-name-twice",
                        "certificates.ingress",
                        "ingress: tachydromos-certificate",
                        "ingress: demo-tachydromos-mail-tls"),
                fault(
                        "secret-name-twice",
                        "credentials[4].secret",
                        "{secret: demo-tachydromos-internal,",
                        "{secret: demo-tachydromos-openldap,"),
                fault(
                        "internal-certificate-missing",
                        "certificates.internal",
                        "dnsNames: [demo-tachydromos-postfix-internal.mail.svc]",
                        "dnsNames: [postfix]"),
                fault(
                        "internal-certificate-missing",
                        "certificates.internal",
                        "internalHost: demo-tachydromos-dovecot-internal.mail.svc",
                        "internalHost: dovecot.mail.svc"),
                fault(
                        "webhook-without-name",
                        "webhook.dnsNames",
                        "dnsNames: [demo-tachydromos-webhook.mail.svc, demo-tachydromos-webhook.mail,"
                                + " demo-tachydromos-webhook]",
                        "dnsNames: []"));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("faults")
    void tellsTheFaultAndNothingElse(String rule, String path, List<String> changes) {
        List<Finding> findings = findings(changed(changes));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.path()).isEqualTo(path);
            assertThat(finding.message()).isNotBlank().doesNotEndWith(".");
            assertThat(finding.hint()).isNotBlank().doesNotEndWith(".");
        });
    }

    @Test
    void tellsAnUnusedAuthorityBesideTheClearText() {
        assertThat(findings(changed(List.of("mode: starttls", "mode: none"))))
                .extracting(Finding::rule)
                .containsExactly("directory-in-clear-text", "directory-authority-unused");
    }

    @Test
    void tellsAnUnusedDatabaseAuthorityBesideTheMissingCheck() {
        assertThat(findings(changed(List.of("mode: verify-full", "mode: require"))))
                .extracting(Finding::rule)
                .containsExactly("database-not-verified", "database-authority-unused");
    }

    @Test
    void knowsOfEachRuleWhatBreaksIt() {
        Set<String> shown = Stream.concat(
                        faults().map(fault -> (String) fault.get()[0]),
                        Stream.of("directory-authority-unused", "database-authority-unused"))
                .collect(Collectors.toSet());

        assertThat(RuleBook.MEANING.stream().map(rule -> rule.rule().id()))
                .allSatisfy(id -> assertThat(shown).contains(id));
    }

    @Test
    void deniesOrWarnsAsTheRuleBookSays() {
        faults().forEach(fault -> {
            String id = (String) fault.get()[0];
            boolean denied = SuiteJudge.judge(changed(texts(fault))) instanceof Rejected;
            assertThat(RuleBook.suite())
                    .filteredOn(rule -> rule.id().equals(id))
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.severity()).isEqualTo(denied ? Severity.DENY : Severity.WARN));
        });
    }

    @ParameterizedTest
    @MethodSource("good")
    void findsNothingInGoodDocuments(List<String> changes) {
        assertThat(findings(changed(changes))).isEmpty();
    }

    static Stream<List<String>> good() {
        return Stream.of(
                List.of(),
                List.of("postfix:\n  replicas: 1", "postfix:\n  replicas: 3"),
                List.of(
                        "relayNetworks: []",
                        "relayNetworks: [192.0.2.0/24, 10.0.0.0/8, \"fd00::/8\"]",
                        "podNetworks: []",
                        "podNetworks: [172.16.0.0/12, \"2001:db8::/48\"]"),
                List.of("loginTrustedNetworks: []", "loginTrustedNetworks: [10.0.0.0/8, \"fc00::/7\", \"::1\"]"),
                List.of("smtp: false", "smtp: true", "trustedProxies: []", "trustedProxies: [10.0.0.7]"),
                List.of(
                        "relayhost: \"\"",
                        "relayhost: \"[smtp.acme.eu]:587\"",
                        "relayhostSecret: \"\"",
                        "relayhostSecret: relay",
                        "spf: \"\"",
                        "spf: v=spf1 include:spf.acme.eu -all"),
                List.of("relayhost: \"\"", "relayhost: \"192.0.2.1\"", "spf: \"\"", "spf: v=spf1 ip4:192.0.2.1 -all"),
                List.of("mode: starttls", "mode: ldaps", "port: 389", "port: 636"),
                List.of(DATABASE_TLS, "mode: verify-full, caSecret: \"\""),
                List.of(DATABASE_TLS, "mode: verify-ca, caSecret: company-ca"),
                List.of("embedded: true", "embedded: false", "username: pgsogo", "username: postgres"),
                List.of(
                        "userSearchBase: ou=users,dc=tachydromos,dc=local",
                        "userSearchBase: OU=Users, DC=Tachydromos, DC=local"),
                List.of(
                        "heloWhitelist: \"\"",
                        "heloWhitelist: \"mail.acme.eu OK\\n\"",
                        "ptrWhitelist: \"\"",
                        "ptrWhitelist: \"192.0.2 OK\"",
                        "postscreenAccessList: \"\"",
                        "postscreenAccessList: \"192.0.2.0/24 permit\""));
    }

    private static Arguments fault(String rule, String path, String... changes) {
        return Arguments.of(rule, path, List.of(changes));
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Arguments fault) {
        return (List<String>) fault.get()[2];
    }

    private static String changed(List<String> changes) {
        String text =
                SuiteFixture.document().replace("mail.example.org", OWN_NAMES).replace("@example.org", "@acme.eu");
        for (int i = 0; i < changes.size(); i += 2) {
            assertThat(text).contains(changes.get(i));
            int at = text.indexOf(changes.get(i));
            text = text.substring(0, at)
                    + changes.get(i + 1)
                    + text.substring(at + changes.get(i).length());
        }
        return text;
    }

    private static List<Finding> findings(String text) {
        return switch (SuiteJudge.judge(text)) {
            case Accepted accepted -> accepted.warnings();
            case Rejected(var reasons, var warnings) ->
                Stream.concat(reasons.stream(), warnings.stream()).toList();
            case Foreign foreign -> throw new AssertionError(foreign.toString());
        };
    }
}
