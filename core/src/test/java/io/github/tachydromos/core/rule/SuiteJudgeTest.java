// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.config.LdapSettings;
import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Findings;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.Judgement.Foreign;
import io.github.tachydromos.core.rule.Judgement.Rejected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteJudgeTest {

    @Test
    void readsTheWholeDocument() {
        var judgement = SuiteJudge.judge(SuiteFixture.document());

        assertThat(judgement).isInstanceOf(Accepted.class);
        var suite = ((Accepted) judgement).suite();
        assertThat(suite.release().fullname()).isEqualTo("demo-tachydromos");
        assertThat(suite.ldap().tls().mode()).isEqualTo(LdapSettings.Mode.STARTTLS);
        assertThat(suite.certificates().internal()).hasSize(3);
        assertThat(suite.certificates().ingress()).isEqualTo("tachydromos-certificate");
        assertThat(suite.webhook().dnsNames()).hasSize(3);
        assertThat(suite.credentials().getLast().keys()).containsExactly("probePassword", "doveadmApiKey");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        var text = SuiteFixture.document()
                .replace("hostname: mail.example.org", "hostname: mail")
                .replace("messageSizeLimitMb: 50", "messageSizeLimitMb: \"50\"")
                .replace("postmaster@example.org", "postmaster")
                .replace("dovecot:\n  replicas: 1", "dovecot:\n  replicas: 2")
                .replace("{smtp: false", "{smtp: true")
                .replace("relayNetworks: []", "relayNetworks: [0.0.0.0/0, x]")
                .replace("  relayhost: \"\"", "  relayhost: \"a\\nb\"\n  colour: red");

        assertThat(reasons(text))
                .extracting(Finding::path)
                .containsExactlyInAnyOrder(
                        "hostname",
                        "postfix.messageSizeLimitMb",
                        "postfix.relayhost",
                        "postfix.colour",
                        "postfix.relayNetworks[0]",
                        "postfix.relayNetworks[1]",
                        "postfix.enableProxyProtocol.smtp",
                        "dovecot.replicas",
                        "dovecot.postmasterEmail");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "port: 389|port: 70000|number-range|ldap.port: 70000 is out of range; set a number from 1 to 65535",
                "port: 389|port: 389.5|value-type|ldap.port: is a number, not a whole number; set",
                "mode: starttls|mode: tls|tls-mode-unknown|ldap.tls.mode: \"tls\" is not a mode; set none, starttls or ldaps",
                "baseDn: dc=tachydromos,dc=local|baseDn: local|dn-invalid|ldap.baseDn: \"local\" is not a distinguished name; write it as ou=users,dc=example,dc=net (value ldap.rootDn)",
                "superuserUsername: sysmail@example.org|superuserUsername: 7|value-type|dovecot.superuserUsername: is a number, not text; put it in quotes",
                "superuserUsername: sysmail@example.org|superuserUsername: \"*@example.org\"|superuser-name-invalid|dovecot.superuserUsername: \"*@example.org\" is not a mail address without * ? !; write it as",
                "superuserUsername: sysmail@example.org|superuserUsername: \"sys?ail@example.org\"|superuser-name-invalid|dovecot.superuserUsername: ",
                "superuserUsername: sysmail@example.org|superuserUsername: \"!sysmail@example.org\"|superuser-name-invalid|dovecot.superuserUsername: ",
                "postmasterEmail: postmaster@example.org|postmasterEmail: \"\"|value-empty|dovecot.postmasterEmail: is empty; write it as",
                "loginTrustedNetworks: []|loginTrustedNetworks: [10.0.0.0/33]|network-invalid|dovecot.loginTrustedNetworks[0]: \"10.0.0.0/33\" is not a network",
                "loginTrustedNetworks: []|loginTrustedNetworks: [10.42.1.0/16]|network-host-bits|dovecot.loginTrustedNetworks[0]: \"10.42.1.0/16\" has bits set behind its prefix; write 10.42.0.0/16 if that is what you mean",
                "loginTrustedNetworks: []|loginTrustedNetworks: 10.42.0.0/16|value-type|dovecot.loginTrustedNetworks: is text, not a list",
                "relayhost: \"\"|relayhost: \"smtp example\"|relayhost-invalid|postfix.relayhost: \"smtp example\" is not a next hop; write it as [smtp.example.net]:587",
                "relayhost: \"\"|relayhost: [x]|value-type|postfix.relayhost: is a list, not text",
                "recipientDelimiter: \"+\"|recipientDelimiter: \"++\"|delimiter-invalid|postfix.recipientDelimiter: \"++\" is not one delimiter character",
                "heloWhitelist: \"\"|heloWhitelist: \"mail.example.net\"|access-line-invalid|postfix.heloWhitelist: line 1: is not a line of an access table",
                "onFailure: tempfail|onFailure: reject|filter-failure-unknown|rspamd.onFailure: \"reject\" is not an answer to mail; set tempfail or accept",
                "mode: testing|mode: strict|mta-sts-mode-unknown|front.mtaSts.mode: \"strict\" is not a mode of MTA-STS; set testing, enforce or none",
                "dkimSelector: \"2023\"|dkimSelector: \"a_b\"|dkim-selector-invalid|rspamd.dkimSelector: \"a_b\" is not a selector",
                "overrides: {}|overrides: {../x.conf: \"\"}|override-name-invalid|rspamd.overrides: \"../x.conf\" is not a file of Rspamd's override.d",
                "overrides: {}|overrides: {greylist.conf: 7}|value-type|rspamd.overrides.greylist.conf: is a number, not text",
                "kind: Suite|kind: Suit|document-not-ours|kind: \"Suit\" is not the kind of this document",
                "schema: 1|schema: one|value-type|schema: is text, not a whole number",
                "internalSecret: demo-tachydromos-internal|other: x|key-missing|internalSecret: is missing; add it",
                "internalSecret: demo-tachydromos-internal|internalSecret: Secret_1|object-name-invalid|internalSecret: \"Secret_1\" is not the name of an object",
                "keys: [superuserPassword]|keys: [\"super user\"]|secret-key-invalid|credentials[2].keys[0]: \"super user\" is not a key",
                "persistence: true|persistence: \"true\"|value-type|ldap.persistence: is text, not a boolean; set it to true or false, without quotes (value ldap.embedded.persistence.enabled)",
                "host: demo-tachydromos-openldap.mail.svc|host: \"ldap example\"|host-invalid|ldap.host: \"ldap example\" is not a host name or an address",
                "hostname: mail.example.org|hostname: mail.example.123|host-name-not-qualified|hostname: \"mail.example.123\" is not a fully qualified host name",
                "hostname: mail.example.org|hostname: mail.example.org.|host-name-not-qualified|hostname: ",
                "hostname: mail.example.org|hostname: \"mail.example.org\\nx\"|value-control-character|hostname: has a control character or a line break: \"mail.example.org?x\"; keep it on one line",
            })
    void namesRulePathAndFault(String from, String to, String rule, String message) {
        assertThat(reasons(SuiteFixture.with(from, to))).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.toString()).startsWith(message);
        });
    }

    @Test
    void tellsAValueOfTwoLinesOnce() {
        assertThat(reasons(SuiteFixture.with("hostname: mail.example.org", "hostname: \"mail.example.org\\nx\"")))
                .hasSize(1);
    }

    @Test
    void acceptsAProxyWithTrustedNetworks() {
        var text = SuiteFixture.document()
                .replace("{smtp: false", "{smtp: true")
                .replaceFirst("trustedProxies: \\[]", "trustedProxies: [192.0.2.0/24, \"2001:db8::/32\"]");

        assertThat(SuiteJudge.judge(text)).isInstanceOf(Accepted.class);
    }

    @Test
    void tellsEachKeyThatStandsTwiceWithItsPath() {
        var text = SuiteFixture.with("  port: 389", "  port: 389\n  port: 636") + "hostname: other.example.org\n";

        assertThat(reasons(text)).extracting(Finding::path).containsExactly("ldap.port", "hostname");
        assertThat(reasons(text)).extracting(Finding::rule).containsOnly("key-twice");
    }

    @Test
    void refusesTextWhereAMappingBelongs() {
        assertThat(reasons("postfix: x\n"))
                .extracting(Finding::toString)
                .contains("postfix: is text, not a mapping; give it keys and values");
    }

    @Test
    void letsAForeignSchemaPass() {
        assertThat(SuiteJudge.judge("schema: 2\nsomething: new\n")).isEqualTo(new Foreign("2"));
    }

    @Test
    void keepsTheFirstFindingsOfAFlood() {
        var flood = new StringBuilder(SuiteFixture.document());
        for (int i = 0; i < 5000; i++) {
            flood.append("key").append(i).append(": x\n");
        }

        var reasons = reasons(flood.toString());

        assertThat(reasons).hasSize(Findings.MOST + 1);
        assertThat(reasons.getLast().message()).isEqualTo("4900 more findings are not listed");
    }

    @Test
    void neverQuotesControlCharactersOrLongTexts() {
        var text = SuiteFixture.with(
                "hostname: mail.example.org", "hostname: \"" + "x".repeat(5000) + "\\u0007\"\n\"a\\u202eb\": 1");

        assertThat(reasons(text)).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.toString()).doesNotContain("\u0007", "\u202e");
            assertThat(finding.toString().length()).isLessThan(300);
        });
    }

    private static List<Finding> reasons(String text) {
        return switch (SuiteJudge.judge(text)) {
            case Rejected rejected -> rejected.reasons();
            case Judgement other -> throw new AssertionError(other.toString());
        };
    }
}
