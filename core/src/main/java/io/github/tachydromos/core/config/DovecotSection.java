// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.config.DovecotSettings.ProxyProtocol;

/** Reads {@code dovecot}. */
final class DovecotSection {
    private DovecotSection() {}

    static DovecotSettings read(Fields f) {
        return new DovecotSettings(
                f.number("replicas", 0, 100),
                f.flag("persistence"),
                f.line("postmasterEmail", Shape.MAIL_ADDRESS),
                f.line("superuserUsername", Shape.SUPERUSER),
                f.mapping("superuserPassword", SuiteReader::secretRef),
                f.networks("loginTrustedNetworks"),
                f.mapping("enableProxyProtocol", p -> new ProxyProtocol(p.flag("imap"), p.flag("imaps"))),
                f.networks("trustedProxies"),
                f.line("internalHost", Shape.HOST_NAME));
    }
}
