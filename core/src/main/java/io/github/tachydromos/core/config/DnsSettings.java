// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.List;
import java.util.Locale;

/**
 * What the operator publishes in DNS, as far as he has a choice.
 *
 * @param records ConfigMap in which the cert-rotator tells it
 * @param domains managed domains whose records are told
 * @param addresses where the world reaches the host's port 25; empty if nobody said
 * @param spf text of the SPF record; empty: the host alone sends
 * @param reportAddress who gets the reports of other mail servers; empty: the postmaster of each domain
 */
public record DnsSettings(
        String records,
        List<String> domains,
        List<String> addresses,
        String spf,
        DmarcPolicy dmarcPolicy,
        String reportAddress) {

    public DnsSettings {
        domains = domains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        addresses = List.copyOf(addresses);
    }

    /** What others are asked to do with mail that says it is of a managed domain and is not (RFC 7489 6.3). */
    public enum DmarcPolicy implements Choice {
        NONE,
        QUARANTINE,
        REJECT
    }
}
