// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.rule.Judgement.Accepted;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.rotator.issue.DkimRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordsDocumentTest {
    private static final DkimRecord KEY = new DkimRecord("2023._domainkey", "v=DKIM1; k=rsa; p=" + "A".repeat(300));
    private static final String KNOWN = """
            dns:
              domains: [example.org, Example.NET]
              addresses: [192.0.2.25, "2001:db8::25"]
              dmarcPolicy: reject
              reportAddress: "a!b@example.net"
            """;

    private static final String WEB = """
            sogo: {enabled: true}
            front:
              webmailHosts: [Web.example.org, mail.example.org]
            """;

    @Test
    void tellsTheZoneOfTheHost() throws Exception {
        assertThat(document(KNOWN).entries().get("host.zone"))
                .isEqualTo("""
                        ; What mail needs in DNS of mail.example.org, for the zone that holds it. Written by the cert-rotator; edits are lost.
                        mail.example.org. 3600 IN A 192.0.2.25
                        mail.example.org. 3600 IN AAAA 2001:db8::25
                        ; in another zone: 25.2.0.192.in-addr.arpa. 3600 IN PTR mail.example.org.
                        ; in another zone: 5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. 3600 IN PTR mail.example.org.
                        mail.example.org. 3600 IN TXT "v=spf1 a:mail.example.org -all"
                        2023._domainkey.mail.example.org. 3600 IN TXT "v=DKIM1; k=rsa; p=%s" "%s"
                        _25._tcp.mail.example.org. 3600 IN TLSA 3 1 1 00ff
                        """.formatted("A".repeat(237), "A".repeat(63)));
    }

    @Test
    void tellsTheZoneOfADomain() throws Exception {
        assertThat(document(KNOWN).entries().get("example.org.zone"))
                .isEqualTo("""
                        ; What mail needs in DNS of example.org, for the zone that holds it. Written by the cert-rotator; edits are lost.
                        example.org. 3600 IN MX 10 mail.example.org.
                        example.org. 3600 IN TXT "v=spf1 a:mail.example.org -all"
                        2023._domainkey.example.org. 3600 IN TXT "v=DKIM1; k=rsa; p=%s" "%s"
                        _dmarc.example.org. 3600 IN TXT "v=DMARC1; p=reject; rua=mailto:a%%21b@example.net"
                        ; in another zone: example.org._report._dmarc.example.net. 3600 IN TXT "v=DMARC1"
                        _smtp._tls.example.org. 3600 IN TXT "v=TLSRPTv1; rua=mailto:a%%21b@example.net"
                        _submissions._tcp.example.org. 3600 IN SRV 0 1 465 mail.example.org.
                        _submission._tcp.example.org. 3600 IN SRV 10 1 587 mail.example.org.
                        _imaps._tcp.example.org. 3600 IN SRV 0 1 993 mail.example.org.
                        _imap._tcp.example.org. 3600 IN SRV 10 1 143 mail.example.org.
                        _sieve._tcp.example.org. 3600 IN SRV 0 1 4190 mail.example.org.
                        """.formatted("A".repeat(237), "A".repeat(63)));
    }

    @Test
    void tellsWhereTheWebServerIsIfThereIsOne() throws Exception {
        assertThat(document(WEB).entries())
                .hasEntrySatisfying(
                        "host.zone",
                        zone -> assertThat(zone)
                                .contains("; to be added: web.example.org. 3600 IN A <the public address>\n"))
                .hasEntrySatisfying(
                        "example.org.zone",
                        zone -> assertThat(zone)
                                .contains("_caldavs._tcp.example.org. 3600 IN SRV 0 1 443 web.example.org.\n")
                                .contains("_carddavs._tcp.example.org. 3600 IN SRV 0 1 443 web.example.org.\n")
                                .containsPattern("\n_mta-sts.example.org. 3600 IN TXT \"v=STSv1; id=[0-9a-f]{16}\"\n")
                                .contains("mta-sts.example.org. 3600 IN CNAME web.example.org.\n")
                                .contains("autoconfig.example.org. 3600 IN CNAME web.example.org.\n")
                                .contains("autodiscover.example.org. 3600 IN CNAME web.example.org.\n"));
    }

    @Test
    void tellsOfAnotherPolicyByAnotherId() throws Exception {
        assertThat(policy("testing", 7)).isEqualTo(policy("testing", 7));
        assertThat(policy("enforce", 7)).isNotEqualTo(policy("testing", 7));
        assertThat(policy("testing", 8)).isNotEqualTo(policy("testing", 7));
    }

    private static String policy(String mode, int days) throws Exception {
        return document(WEB + "  mtaSts: {mode: %s, maxAgeDays: %d}\n".formatted(mode, days))
                .domain("example.org")
                .stream()
                .filter(record -> record.name().startsWith("_mta-sts."))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void hasAZoneForEachListedDomain() throws Exception {
        assertThat(document(KNOWN).entries())
                .containsOnlyKeys("host.zone", "example.org.zone", "example.net.zone", "records.json");
        assertThat(document(KNOWN).entries().get("example.net.zone")).doesNotContain("_report._dmarc");
    }

    @Test
    void leavesAnAddressThatNobodyToldToTheOperator() throws Exception {
        assertThat(document("{}").entries().get("host.zone"))
                .contains("; to be added: mail.example.org. 3600 IN A <the public address>\n")
                .doesNotContain("PTR");
    }

    @Test
    void sendsReportsToEachDomainsOwnPostmaster() throws Exception {
        assertThat(document("{}").domain("new.example"))
                .contains(WantedRecord.text("_smtp._tls.new.example", "v=TLSRPTv1; rua=mailto:postmaster@new.example"));
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        RecordsDocument document = document(KNOWN);

        assertThat(RecordsDocument.read(document.entries().get(RecordsDocument.ENTRY)))
                .isEqualTo(document);
    }

    private static RecordsDocument document(String changes) throws Exception {
        Accepted accepted = (Accepted) SuiteJudge.judge(SuiteFixture.changedBy(changes));
        return RecordsDocument.of(new SuiteRecords(accepted.suite(), List.of(KEY), List.of("3 1 1 00ff")));
    }
}
