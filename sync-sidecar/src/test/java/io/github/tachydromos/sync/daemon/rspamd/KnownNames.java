// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the domains of {@link VerdictsIT} publish. Each has the name of what is special about it. */
final class KnownNames {
    static final StrangersMail.Host OWN = new StrangersMail.Host("198.51.100.10", "mail.sender.example");
    static final StrangersMail.Host LIST = new StrangersMail.Host("198.51.100.20", "mail.list.example");
    static final StrangersMail.Host OTHER = new StrangersMail.Host("203.0.113.9", "mail.other.example");

    /** One that a public list of spammers names. */
    static final StrangersMail.Host LISTED = new StrangersMail.Host("203.0.113.66", "mail.listed.example");

    private static final int LONGEST_STRING = 255; // RFC 1035 3.3

    private KnownNames() {}

    static String zone(SigningPairs keys) {
        return Stream.of(
                        host(OWN),
                        host(LIST),
                        host(OTHER),
                        host(LISTED),
                        "66.113.0.203.zen.spamhaus.org. A 127.0.0.2\n",
                        domain("example.org", "v=spf1 ip4:198.51.100.10 -all", "p=reject"),
                        domain("strict.example", "v=spf1 ip4:198.51.100.10 -all", "p=reject"),
                        domain("soft.example", "v=spf1 ip4:198.51.100.10 ~all", "p=quarantine"),
                        domain("hasty.example", "v=spf1 ip4:198.51.100.10 -all", "p=none"),
                        domain("neutral.example", "v=spf1 ?all", "p=none"),
                        exchanger("garbled.example") + text("_dmarc.garbled.example", "v=DMARC1; p=often"),
                        domain("list.example", "v=spf1 ip4:198.51.100.20 -all", "p=none"),
                        domain("unknown-list.example", "v=spf1 ip4:198.51.100.20 -all", "p=none"),
                        exchanger("silence-aside.example")
                                + text("silence-aside.example", "v=spf1 include:silent.example -all"),
                        exchanger("plain.example"),
                        keys("strict.example", keys),
                        keys("list.example", keys),
                        keys("unknown-list.example", keys),
                        text("bad._domainkey.strict.example", "v=DKIM1; k=rsa; p=AAAA"),
                        text("revoked._domainkey.strict.example", "v=DKIM1; k=rsa; p="))
                .collect(Collectors.joining());
    }

    private static String host(StrangersMail.Host host) {
        String[] parts = host.address().split("\\.");
        return host.name() + ". A " + host.address() + "\n" + String.join(".", parts[3], parts[2], parts[1], parts[0])
                + ".in-addr.arpa. PTR " + host.name() + ".\n";
    }

    private static String domain(String name, String spf, String dmarc) {
        return exchanger(name) + text(name, spf) + text("_dmarc." + name, "v=DMARC1; " + dmarc);
    }

    private static String exchanger(String domain) {
        return domain + ". MX 10 " + OWN.name() + ".\n" + domain + ". A " + OWN.address() + "\n";
    }

    private static String keys(String domain, SigningPairs keys) {
        return text("rsa._domainkey." + domain, keys.rsaRecord())
                + text("ed._domainkey." + domain, keys.ed25519Record());
    }

    private static String text(String name, String content) {
        String strings = Stream.iterate(0, at -> at < content.length(), at -> at + LONGEST_STRING)
                .map(at -> "\"" + content.substring(at, Math.min(content.length(), at + LONGEST_STRING)) + "\"")
                .collect(Collectors.joining(" "));
        return name + ". TXT " + strings + "\n";
    }
}
