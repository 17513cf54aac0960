// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.config.PostfixSettings.ProxyProtocol;
import io.github.tachydromos.core.config.PostfixSettings.Srs;

/** Reads {@code postfix}. */
final class PostfixSection {
    private PostfixSection() {}

    static PostfixSettings read(Fields f) {
        return new PostfixSettings(
                f.number("replicas", 0, 100),
                f.flag("persistence"),
                f.number("messageSizeLimitMb", 1, 2047),
                f.optionalLine("recipientDelimiter", Shape.DELIMITER),
                f.optionalLine("relayhost", Shape.RELAYHOST),
                f.optionalLine("relayhostSecret", Shape.OBJECT_NAME),
                f.mapping(
                        "enableProxyProtocol",
                        p -> new ProxyProtocol(p.flag("smtp"), p.flag("smtps"), p.flag("submission"))),
                f.networks("trustedProxies"),
                f.networks("relayNetworks"),
                f.accessTable("heloWhitelist", AccessTable.HELO),
                f.accessTable("postscreenAccessList", AccessTable.NETWORKS),
                f.accessTable("ptrWhitelist", AccessTable.CLIENT),
                f.line("reinjectHost", Shape.HOST_NAME),
                f.mapping("srs", s -> new Srs(s.flag("enabled"), s.line("secret", Shape.OBJECT_NAME))));
    }
}
