// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.config.SuiteReading.Accepted;
import io.github.tachydromos.core.config.SuiteReading.Foreign;
import io.github.tachydromos.core.config.SuiteReading.Rejected;
import io.github.tachydromos.core.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteReaderTest {
    private final SuiteReader reader = new SuiteReader();

    @Test
    void readsTheWholeDocument() {
        var reading = reader.read(document());

        assertThat(reading).isInstanceOf(Accepted.class);
        var suite = ((Accepted) reading).suite();
        assertThat(suite.release().fullname()).isEqualTo("demo-tachydromos");
        assertThat(suite.ldap().tls().mode()).isEqualTo(LdapSettings.Mode.STARTTLS);
        assertThat(suite.certificates().internal()).hasSize(3);
        assertThat(suite.credentials().getLast().keys()).containsExactly("probePassword", "doveadmApiKey");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        var text = document()
                .replace("hostname: mail.example.org", "hostname: mail")
                .replace("messageSizeLimitMb: 50", "messageSizeLimitMb: \"50\"")
                .replace("postmaster@example.org", "postmaster")
                .replace("  relayhost: \"\"", "  relayhost: \"a\\nb\"\n  colour: red");

        assertThat(paths(text))
                .containsExactlyInAnyOrder(
                        "hostname",
                        "postfix.messageSizeLimitMb",
                        "postfix.relayhost",
                        "postfix.colour",
                        "dovecot.postmasterEmail");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "port: 389|port: 70000|ldap.port: 70000 is out of range",
                "mode: starttls|mode: tls|ldap.tls.mode: \"tls\" is not a mode",
                "superuserUsername: sysmail@example.org|superuserUsername: 7|dovecot.superuserUsername: is a number, not text",
                "superuserUsername: sysmail@example.org|superuserUsername: \"*@example.org\"|dovecot.superuserUsername: \"*@example.org\" is not a mail address without * ? !; write it as",
                "superuserUsername: sysmail@example.org|superuserUsername: \"sys?ail@example.org\"|dovecot.superuserUsername: \"sys?ail@example.org\" is not a mail address without * ? !; write it as",
                "superuserUsername: sysmail@example.org|superuserUsername: \"!sysmail@example.org\"|dovecot.superuserUsername: \"!sysmail@example.org\" is not a mail address without * ? !; write it as",
                "loginTrustedNetworks: []|loginTrustedNetworks: [10.0.0.0/33]|dovecot.loginTrustedNetworks[0]: \"10.0.0.0/33\" is not a network",
                "{smtp: false|{smtp: true|postfix.enableProxyProtocol: is on without trusted proxies",
                "relayhost: \"\"|relayhost: \"smtp example\"|postfix.relayhost: \"smtp example\" is not a next hop",
                "relayhost: \"\"|relayhost: [x]|postfix.relayhost: is a list, not text",
                "heloWhitelist: \"\"|heloWhitelist: \"mail.example.net\"|postfix.heloWhitelist: line 1 is not a line of an access table",
                "kind: Suite|kind: Suit|kind: \"Suit\" is not the kind of this document",
                "internalSecret: demo-tachydromos-internal|other: x|internalSecret: is missing",
            })
    void namesPathAndFault(String from, String to, String message) {
        var text = document().replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));

        assertThat(findings(text)).extracting(Finding::toString).anyMatch(line -> line.startsWith(message));
    }

    @Test
    void tellsAValueOfTwoLinesOnce() {
        var text = document().replace("hostname: mail.example.org", "hostname: \"mail.example.org\\nx\"");

        assertThat(findings(text))
                .singleElement()
                .extracting(Finding::toString)
                .asString()
                .startsWith("hostname: has a line break");
    }

    @Test
    void acceptsAProxyWithTrustedNetworks() {
        var text = document()
                .replace("{smtp: false", "{smtp: true")
                .replaceFirst("trustedProxies: \\[]", "trustedProxies: [192.0.2.0/24, \"2001:db8::/32\"]");

        assertThat(reader.read(text)).isInstanceOf(Accepted.class);
    }

    @Test
    void refusesADuplicateKey() {
        assertThat(findings(document() + "hostname: other.example.org\n"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("Duplicate"));
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThat(paths("a: [")).containsExactly("document");
        assertThat(paths("")).isNotEmpty();
        assertThat(paths("- a")).isNotEmpty();
    }

    @Test
    void refusesTextWhereAMappingBelongs() {
        assertThat(findings("postfix: x\n"))
                .extracting(Finding::toString)
                .contains("postfix: is text, not a mapping; give it keys and values");
    }

    @Test
    void letsAForeignSchemaPass() {
        assertThat(reader.read("schema: 2\nsomething: new\n")).isEqualTo(new Foreign("2"));
    }

    @Test
    void neverQuotesControlCharactersOrLongTexts() {
        var text = document().replace("hostname: mail.example.org", "hostname: \"" + "x".repeat(5000) + "\\u0007\"");

        assertThat(findings(text)).allSatisfy(finding -> {
            assertThat(finding.toString()).doesNotContain("\u0007");
            assertThat(finding.toString().length()).isLessThan(300);
        });
    }

    private List<String> paths(String text) {
        return findings(text).stream().map(Finding::path).toList();
    }

    private List<Finding> findings(String text) {
        return ((Rejected) reader.read(text)).findings();
    }

    static String document() {
        try (var in = SuiteReaderTest.class.getResourceAsStream("/suite.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
