// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.config.DnsSettings.DmarcPolicy;

/** Reads {@code dns}. */
final class DnsSection {
    private DnsSection() {}

    static DnsSettings read(Fields f) {
        return new DnsSettings(
                f.line("records", Shape.OBJECT_NAME),
                f.lines("domains", Shape.MAIL_DOMAIN),
                f.lines("addresses", Shape.ADDRESS),
                f.optionalLine("spf", Shape.SPF),
                Choice.of(f.line("dmarcPolicy", Shape.DMARC_POLICY), DmarcPolicy.NONE),
                f.optionalLine("reportAddress", Shape.MAIL_ADDRESS));
    }
}
