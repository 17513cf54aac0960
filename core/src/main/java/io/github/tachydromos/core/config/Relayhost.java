// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.regex.Pattern;

/** The next-hop syntax of {@code relayhost} (postconf(5)): {@code host}, {@code [host]}, each with an optional port. */
final class Relayhost {
    private static final Pattern SHAPE = Pattern.compile("(\\[[^\\]\\s]+\\]|[^\\[\\]:\\s]+)(?::([1-9]\\d{0,4}))?");

    private Relayhost() {}

    static boolean isOne(String text) {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        String host = matcher.group(1).replaceAll("[\\[\\]]", "");
        boolean portFits = matcher.group(2) == null || Integer.parseInt(matcher.group(2)) <= 65535;
        boolean address = Network.parse(host).isPresent() && host.indexOf('/') < 0;
        return portFits && (Syntax.isHost(host) || address);
    }
}
