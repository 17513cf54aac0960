// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.time.Duration;
import java.util.List;

/**
 * What nginx answers in front of SOGo: webmail, and what clients and other servers ask to configure themselves.
 *
 * @param webmailHosts names of webmail, the first one for clients to be told
 * @param trustedProxies networks whose word on a client's address and scheme is believed
 */
public record FrontSettings(List<String> webmailHosts, List<Network> trustedProxies, MtaSts mtaSts) {

    public FrontSettings {
        webmailHosts = List.copyOf(webmailHosts);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** The policy that other servers read of each managed domain (RFC 8461 3.2). */
    public record MtaSts(Mode mode, Duration maxAge) {}

    /** What a server does that cannot reach this one with a certificate that it trusts. */
    public enum Mode implements Choice {
        ENFORCE,
        TESTING,
        NONE
    }
}
