// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 network in CIDR notation (RFC 4632 3.1, RFC 4291 2.3); {@code text} is as it was written. */
public record Network(String text) {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6_SHAPE = Pattern.compile("[0-9A-Fa-f:]{2,39}");
    private static final Pattern PREFIX_LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");
    private static final Pattern ZERO_GROUPS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    /** IPv4 addresses in IPv6 form: no daemon compares a client with them. */
    private static final Network MAPPED = new Network("::ffff:0:0/96");

    /** Wider than these nobody's own network is: the largest private ones are 10.0.0.0/8 and those in fc00::/7. */
    private static final int WIDEST_IPV4 = 8;

    private static final int WIDEST_IPV6 = 16;
    private static final List<Network> WIDE_AND_OWN = List.of(new Network("fc00::/7"), new Network("fe80::/10"));

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
            if (!PREFIX_LENGTH.matcher(length).matches() || Integer.parseInt(length) > (four ? IPV4_BITS : IPV6_BITS)) {
                return Optional.empty();
            }
        }
        Network network = new Network(text);
        return MAPPED.contains(network) ? Optional.empty() : Optional.of(network);
    }

    /** Whether it is one address, written without a prefix length. */
    public boolean isAddress() {
        return text.indexOf('/') < 0;
    }

    /** The network that the address is in, if the text has bits set behind the prefix; most daemons take that for a slip. */
    public Optional<Network> withoutHostBits() {
        BigInteger masked = prefix().shiftLeft(width() - length());
        return masked.equals(bits()) ? Optional.empty() : Optional.of(new Network(address(masked) + "/" + length()));
    }

    /** Whether they have an address in common. */
    public boolean overlaps(Network other) {
        return contains(other) || other.contains(this);
    }

    /** Whether it is wider than any network that belongs to one owner, and so holds strangers. */
    public boolean isWorldwide() {
        return width() == IPV4_BITS
                ? length() < WIDEST_IPV4
                : length() < WIDEST_IPV6 && WIDE_AND_OWN.stream().noneMatch(own -> own.contains(this));
    }

    private boolean contains(Network other) {
        return width() == other.width()
                && length() <= other.length()
                && prefix().equals(other.bits().shiftRight(width() - length()));
    }

    private BigInteger prefix() {
        return bits().shiftRight(width() - length());
    }

    private int width() {
        return text.indexOf(':') < 0 ? IPV4_BITS : IPV6_BITS;
    }

    private int length() {
        return isAddress() ? width() : Integer.parseInt(text.substring(text.indexOf('/') + 1));
    }

    private BigInteger bits() {
        String address = isAddress() ? text : text.substring(0, text.indexOf('/'));
        BigInteger bits = BigInteger.ZERO;
        if (width() == IPV4_BITS) {
            for (String octet : address.split("\\.", -1)) {
                bits = bits.shiftLeft(8).or(new BigInteger(octet));
            }
            return bits;
        }
        int gap = address.indexOf("::");
        List<String> high = groups(gap < 0 ? address : address.substring(0, gap));
        List<String> low = groups(gap < 0 ? "" : address.substring(gap + 2));
        for (String group : high) {
            bits = bits.shiftLeft(16).or(new BigInteger(group, 16));
        }
        bits = bits.shiftLeft(16 * (8 - high.size()));
        for (int i = 0; i < low.size(); i++) {
            bits = bits.or(new BigInteger(low.get(i), 16).shiftLeft(16 * (low.size() - 1 - i)));
        }
        return bits;
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(":", -1));
    }

    private String address(BigInteger bits) {
        byte[] bytes = new byte[width() / 8];
        byte[] given = bits.toByteArray();
        int size = Math.min(given.length, bytes.length); // a sign may come first
        System.arraycopy(given, given.length - size, bytes, bytes.length - size, size);
        try {
            return ZERO_GROUPS
                    .matcher(InetAddress.getByAddress(bytes).getHostAddress())
                    .replaceFirst("::");
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are an address", e);
        }
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
