// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.rotator.dns.Sighting.Status;
import io.github.tachydromos.rotator.records.RecordType;
import io.github.tachydromos.rotator.records.WantedRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextComparisonTest {
    private final TextComparison comparison =
            new TextComparison("mail.example.org", List.of("192.0.2.25", "2001:db8::25"));

    @ParameterizedTest(name = "{0} / {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "v=spf1 a:mail.example.org -all|v=spf1 a:mail.example.org -all|",
                "v=spf1 a:mail.example.org -all|V=SPF1  +A:Mail.Example.org   ~all|",
                "v=spf1 a:mail.example.org -all|v=spf1 mx -all|",
                "v=spf1 a:mail.example.org -all|v=spf1 ip6:2001:db8::25 ip4:192.0.2.25/32 include:x.example -all|",
                "v=spf1 a:mail.example.org -all|v=spf1 ip4:192.0.2.25 -all|it does not name a:mail.example.org",
                "v=spf1 a:mail.example.org -all|v=spf1 -all mx|it does not name a:mail.example.org",
                "v=spf1 a:mail.example.org -all|v=spf1 -mx -all|it does not name a:mail.example.org",
                "v=spf1 a:mail.example.org -all|v=spf1 mx ?all|it refuses nobody; end it in -all or ~all",
                "v=spf1 a:mail.example.org -all|v=spf1 mx|it refuses nobody; end it in -all or ~all",
                "v=spf1 a:mail.example.org -all|v=spf1 redirect=x.example|it refers to another record, which was not looked at",
                "v=spf1 mx include:x.example -all|v=spf1 mx -all|it does not name include:x.example",
                "v=DMARC1; p=reject; rua=mailto:a@b.c|v=DMARC1;p=reject;rua=mailto:x@y.z,mailto:A@b.c;adkim=s|",
                "v=DMARC1; p=reject; rua=mailto:a@b.c|v=DMARC1; p=none|it has no rua, p is another",
                "v=DKIM1; k=rsa; p=abc==|p=ab c==|",
                "v=DKIM1; k=rsa; p=abc==|v=DKIM1; p=abd==|p is another",
                "v=DKIM1; k=ed25519; p=abc==|v=DKIM1; p=abc==|it has no k",
                "v=STSv1; id=1|v=STSv1; id=2;|id is another"
            })
    void comparesByMeaning(String wanted, String found, String fault) {
        Sighting seen = comparison.compare(record(wanted), List.of("another=word", found));

        assertThat(seen.note()).isEqualTo(fault == null ? "" : fault);
        assertThat(seen.status()).isEqualTo(fault == null ? Status.OK : Status.DIFFERS);
    }

    @Test
    void missesWhatIsOfAnotherKind() {
        assertThat(comparison
                        .compare(record("v=spf1 -all"), List.of("v=spf10 -all", "spf"))
                        .status())
                .isEqualTo(Status.MISSING);
    }

    @Test
    void takesNoneOfTwo() {
        Sighting seen = comparison.compare(record("v=spf1 -all"), List.of("v=spf1 -all", "v=spf1 mx -all"));

        assertThat(seen.status()).isEqualTo(Status.DIFFERS);
        assertThat(seen.note()).isEqualTo("there are more than one, so none of them counts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc|abc",
                "\"v=DKIM1; p=a\" bc|v=DKIM1; p=abc",
                "\"a \\\"b\\\\\" c|a \"b\\c",
                "\"\" a|a",
                "a\\b|a\\b"
            })
    void joinsTheStringsOfOneRecord(String shown, String text) {
        assertThat(Strings.joined(shown)).isEqualTo(text);
    }

    private static WantedRecord record(String text) {
        return new WantedRecord("example.org.", RecordType.TXT, text);
    }
}
