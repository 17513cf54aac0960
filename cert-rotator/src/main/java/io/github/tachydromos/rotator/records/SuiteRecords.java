// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.records;

import io.github.tachydromos.core.config.DnsSettings;
import io.github.tachydromos.core.config.FrontSettings;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.rotator.issue.DkimRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a suite needs in DNS.
 *
 * @param signing of the keys that sign, are to sign and have signed
 * @param certificates TLSA data of the certificate that is served, and of the one that will be
 */
public record SuiteRecords(Suite suite, List<DkimRecord> signing, List<String> certificates) {
    private static final int HTTPS = 443;

    public SuiteRecords {
        signing = List.copyOf(signing);
        certificates = List.copyOf(certificates);
    }

    /** What is said of the mail host itself. */
    public List<WantedRecord> host() {
        String host = host(suite.hostname());
        List<WantedRecord> records = new ArrayList<>();
        List<String> addresses = suite.dns().addresses();
        if (addresses.isEmpty()) {
            records.add(WantedRecord.anyAddress(host));
        }
        addresses.forEach(address -> records.add(WantedRecord.address(host, address)));
        addresses.forEach(
                address -> records.add(new WantedRecord(ReverseName.of(address), RecordType.PTR, host + ".")));
        String web = webHost();
        if (suite.sogo().enabled() && !web.equals(host)) {
            records.add(WantedRecord.anyAddress(web));
        }
        // Bounces, and what is redirected for strangers, come from the host's own name.
        records.add(WantedRecord.text(host, spf()));
        signing.forEach(dkim -> records.add(WantedRecord.text(dkim.name() + "." + host, dkim.text())));
        certificates.forEach(key -> records.add(new WantedRecord("_25._tcp." + host + ".", RecordType.TLSA, key)));
        return records;
    }

    /** What is said of a managed domain. */
    public List<WantedRecord> domain(String domain) {
        String host = host(suite.hostname());
        List<WantedRecord> records = new ArrayList<>();
        records.add(new WantedRecord(domain + ".", RecordType.MX, "10 " + host + "."));
        records.add(WantedRecord.text(domain, spf()));
        signing.forEach(dkim -> records.add(WantedRecord.text(dkim.name() + "." + domain, dkim.text())));
        String policy = "v=DMARC1; p=" + suite.dns().dmarcPolicy().word();
        records.add(WantedRecord.text("_dmarc." + domain, policy + "; rua=" + reports(domain)));
        reportsGoTo(domain).ifPresent(records::add);
        records.add(WantedRecord.text("_smtp._tls." + domain, "v=TLSRPTv1; rua=" + reports(domain)));
        // RFC 8314 5.1: TLS from the first byte is preferred.
        records.add(WantedRecord.service("_submissions._tcp." + domain, 0, 465, host));
        records.add(WantedRecord.service("_submission._tcp." + domain, 10, 587, host));
        records.add(WantedRecord.service("_imaps._tcp." + domain, 0, 993, host));
        records.add(WantedRecord.service("_imap._tcp." + domain, 10, 143, host));
        records.add(WantedRecord.service("_sieve._tcp." + domain, 0, 4190, host));
        if (suite.sogo().enabled()) {
            records.addAll(web(domain));
        }
        return records;
    }

    /** What leads to the HTTPS server: the paths are behind /.well-known there (RFC 6764 6). */
    private List<WantedRecord> web(String domain) {
        String web = webHost();
        List<WantedRecord> records = new ArrayList<>();
        if (suite.sogo().modules().dav()) {
            records.add(WantedRecord.service("_caldavs._tcp." + domain, 0, HTTPS, web));
            records.add(WantedRecord.service("_carddavs._tcp." + domain, 0, HTTPS, web));
        }
        records.add(WantedRecord.service("_autodiscover._tcp." + domain, 0, HTTPS, web));
        records.add(WantedRecord.text("_mta-sts." + domain, "v=STSv1; id=" + policyId()));
        Stream.of("mta-sts.", "autoconfig.", "autodiscover.")
                .filter(label -> !web.equals(label + domain))
                .forEach(label -> records.add(WantedRecord.alias(label + domain, web)));
        return records;
    }

    /** Another one whenever the policy is another: others look at it again only then (RFC 8461 3.1). */
    private String policyId() {
        FrontSettings.MtaSts policy = suite.front().mtaSts();
        return Digest.sha256(policy.mode() + " " + policy.maxAge() + " " + host(suite.hostname()))
                .substring(0, 16);
    }

    /** The one that clients are told. */
    private String webHost() {
        return host(suite.front().webmailHosts().getFirst());
    }

    private String spf() {
        DnsSettings dns = suite.dns();
        return dns.spf().isEmpty() ? "v=spf1 a:" + host(suite.hostname()) + " -all" : dns.spf();
    }

    /** A mailto URI (RFC 6068 2), in which DMARC (RFC 7489 6.2) and TLSRPT give no character another meaning. */
    private String reports(String domain) {
        String address = suite.dns().reportAddress();
        if (address.isEmpty()) {
            return "mailto:postmaster@" + domain;
        }
        StringBuilder uri = new StringBuilder("mailto:");
        for (byte character : address.getBytes(StandardCharsets.US_ASCII)) {
            boolean plain = Character.isLetterOrDigit(character) || "@.-_+~".indexOf(character) >= 0;
            uri.append(plain ? String.valueOf((char) character) : "%%%02X".formatted(character));
        }
        return uri.toString();
    }

    /** RFC 7489 7.1: another domain says itself that it takes the reports. */
    private Optional<WantedRecord> reportsGoTo(String domain) {
        String address = suite.dns().reportAddress();
        String other = host(address.substring(address.indexOf('@') + 1));
        return other.isEmpty() || other.equals(domain)
                ? Optional.empty()
                : Optional.of(WantedRecord.text(domain + "._report._dmarc." + other, "v=DMARC1"));
    }

    private static String host(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
