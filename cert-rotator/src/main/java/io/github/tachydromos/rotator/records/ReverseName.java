// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.records;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Where DNS tells the name of an address: RFC 1035 3.5, and RFC 3596 2.5 for IPv6. */
final class ReverseName {
    private ReverseName() {}

    static String of(String address) {
        byte[] bytes;
        try {
            bytes = InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("an address that was read is none: " + address, e);
        }
        List<String> labels = new ArrayList<>();
        for (byte octet : bytes) {
            if (bytes.length == 4) {
                labels.addFirst(String.valueOf(Byte.toUnsignedInt(octet)));
            } else {
                labels.addFirst(Integer.toHexString(Byte.toUnsignedInt(octet) >> 4));
                labels.addFirst(Integer.toHexString(octet & 0xf));
            }
        }
        return String.join(".", labels) + (bytes.length == 4 ? ".in-addr.arpa." : ".ip6.arpa.");
    }
}
