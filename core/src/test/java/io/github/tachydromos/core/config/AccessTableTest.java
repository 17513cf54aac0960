// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Findings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.net OK",
                "mail.example.net ok # a partner",
                "example.net\tREJECT no mail from here",
                "_dmarc.example.net DUNNO",
                "192.0.2.1 RELAY",
                "[192.0.2.1] OK",
                "[IPv6:2001:db8::1] reject",
                "2001:db8::1 DEFER try later",
                "a DEFER_IF_REJECT",
                "a DEFER_IF_PERMIT x",
                "a DISCARD",
                "a HOLD spam",
                "a INFO seen",
                "a WARN seen",
                "a 450 4.7.1 try later",
                "a 550 go away",
                "a BCC archive@example.net",
                "a REDIRECT other@example.net",
                "a FILTER smtp:[192.0.2.1]:10025",
                "a PREPEND X-Partner: yes",
                "a permit",
                "a reject_unknown_client_hostname, permit",
                "a warn_if_reject reject_rbl_client zen.example.net=127.0.0.[2..11], permit",
                "a permit_sasl_authenticated,reject",
                "# mail.example.net",
                "  # indented",
                "   ",
                "",
            })
    void acceptsTheLinesOfAccess(String line) {
        assertThat(judged(AccessTable.HELO, line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1 OK",
                "192.0.2 OK",
                "10 REJECT",
                "2001:db8 OK",
                "2001:db8:0:1 OK",
                "client.example.net OK"
            })
    void acceptsClientsByNameAndAddress(String line) {
        assertThat(judged(AccessTable.CLIENT, line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.0/24 permit",
                "192.0.2.1 REJECT",
                "2001:db8::/32 dunno",
                "::/0 reject",
                "0.0.0.0/0\treject"
            })
    void acceptsNetworks(String line) {
        assertThat(judged(AccessTable.NETWORKS, line)).isEmpty();
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "HELO|mail.example.net|access-line-invalid|is not a line of an access table: \"mail.example.net\"",
                "HELO|mail.example.net |access-line-invalid|is not a line",
                "HELO|mäil.example.net OK|access-line-invalid|is not a line",
                "HELO| mail.example.net OK|access-line-indented|begins with a space: \"mail.example.net OK\"",
                "HELO|mail.example.net ALLOW|access-result-unknown|\"ALLOW\" is not a result",
                "HELO|mail.example.net yes|access-result-unknown|\"yes\" is not a result",
                "HELO|a 250 fine|access-result-unknown|\"250\" is not a result",
                "HELO|a 55 x|access-result-unknown|\"55\" is not a result",
                "HELO|a 550|access-code-without-text|\"550\" alone means OK",
                "HELO|a 1|access-code-without-text|\"1\" alone means OK",
                "HELO|a check_client_access hash:/etc/x|access-result-unknown|\"check_client_access\" is not a result",
                "HELO|a permit # a partner|access-result-unknown|\"#\" is not a result",
                "HELO|a reject_rbl_client|access-result-unknown|\"reject_rbl_client\" names no list",
                "HELO|a REDIRECT nobody|access-result-unknown|REDIRECT needs a mail address behind it, not \"nobody\"",
                "HELO|a FILTER x|access-result-unknown|FILTER needs transport:destination",
                "HELO|a PREPEND x|access-result-unknown|PREPEND needs a header line",
                "HELO|http://example.net OK|access-pattern-invalid|\"http://example.net\" is neither a host name nor an address",
                "HELO|user@example.net OK|access-pattern-invalid|\"user@example.net\" is neither",
                "HELO|/^mail/ OK|access-pattern-invalid|\"/^mail/\" is neither",
                "HELO|.example.net OK|access-line-without-effect|\".example.net\" matches nothing",
                "CLIENT|192.0.2.0/24 OK|access-line-without-effect|\"192.0.2.0/24\" is a network, which this table",
                "CLIENT|[192.0.2.1] OK|access-pattern-invalid|\"[192.0.2.1]\" is neither",
                "NETWORKS|mail.example.net permit|access-pattern-invalid|\"mail.example.net\" is not an address or a network",
                "NETWORKS|192.0.2 permit|access-pattern-invalid|\"192.0.2\" is not an address",
                "NETWORKS|192.0.2.0/24 OK|access-result-not-permit|\"OK\" is not permit, reject or dunno",
                "NETWORKS|192.0.2.0/24 permit now|access-result-not-permit|\"permit now\" is not permit",
                "NETWORKS|192.0.2.7/24 permit|network-host-bits|\"192.0.2.7/24\" has bits set behind its prefix",
            })
    void tellsWhatIsWrongWithALine(AccessTable table, String line, String rule, String message) {
        assertThat(judged(table, "# first\n" + line)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.path()).isEqualTo("postfix.table");
            assertThat(finding.message()).startsWith("line 2: " + message);
        });
    }

    @Test
    void tellsEachLineByItsNumber() {
        assertThat(judged(AccessTable.HELO, "a OK\r\nb nothing\r\n\r\nA REJECT\r\nc"))
                .extracting(Finding::rule, finding -> finding.message().substring(0, 6))
                .containsExactlyInAnyOrder(
                        tuple("access-result-unknown", "line 2"),
                        tuple("access-pattern-twice", "line 4"),
                        tuple("access-line-invalid", "line 5"));
    }

    @Test
    void isNotImpressedByEndlessLines() {
        String endless = "a.".repeat(500_000);

        assertThat(judged(AccessTable.HELO, endless + " OK\n" + endless + "\na " + endless))
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding.message()).hasSizeLessThan(200));
    }

    private static Stream<Finding> judged(AccessTable table, String text) {
        Findings findings = new Findings();
        table.judge(text, "postfix.table", findings);
        return Stream.of(findings.reasons(), findings.warnings()).flatMap(List::stream);
    }
}
