// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 network in CIDR notation (RFC 4632 3.1, RFC 4291 2.3); {@code text} is as it was written. */
public record Network(String text) {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6_SHAPE = Pattern.compile("[0-9A-Fa-f:]{2,39}");
    private static final Pattern PREFIX_LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

    /** The network, or empty if the text is none; an address alone is a network of one. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean four = IPV4.matcher(address).matches();
        if (!four && !isIpv6(address)) {
            return Optional.empty();
        }
        if (slash >= 0) {
            String length = text.substring(slash + 1);
            if (!PREFIX_LENGTH.matcher(length).matches() || Integer.parseInt(length) > (four ? 32 : 128)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Network(text));
    }

    private static boolean isIpv6(String address) {
        if (!IPV6_SHAPE.matcher(address).matches() || address.contains(":::")) {
            return false;
        }
        int gap = address.indexOf("::");
        if (gap >= 0 && address.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        if ((address.startsWith(":") && gap != 0) || (address.endsWith(":") && gap != address.length() - 2)) {
            return false;
        }
        int groups = 0;
        for (String group : address.split(":", -1)) {
            if (group.length() > 4) {
                return false;
            }
            groups += group.isEmpty() ? 0 : 1;
        }
        return gap >= 0 ? groups <= 7 : groups == 8;
    }
}
