// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The next hop of {@code relayhost} (postconf(5)): {@code host}, {@code [host]}, each with an optional port.
 *
 * @param host without brackets
 */
public record Relayhost(String host, int port) {
    private static final int SMTP = 25;
    private static final Pattern SHAPE = Pattern.compile("(\\[[^\\]\\s]+\\]|[^\\[\\]:\\s]+)(?::([1-9]\\d{0,4}))?");

    /** The next hop, or empty if the text is none. */
    public static Optional<Relayhost> parse(String text) {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String host = matcher.group(1).replaceAll("[\\[\\]]", "");
        Relayhost hop = new Relayhost(host, matcher.group(2) == null ? SMTP : Integer.parseInt(matcher.group(2)));
        return hop.port <= 65535 && (hop.isAddress() || Syntax.isHost(host)) ? Optional.of(hop) : Optional.empty();
    }

    /** Whether it is an address, which no certificate of a public authority names. */
    public boolean isAddress() {
        return Network.parse(host).filter(Network::isAddress).isPresent();
    }
}
