// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where the mailbox server listens. */
record Ports(
        InetSocketAddress imap,
        InetSocketAddress imaps,
        InetSocketAddress sieve,
        InetSocketAddress lmtp,
        InetSocketAddress doveadm) {
    static final Ports OF_THE_POD =
            new Ports(loopback(143), loopback(993), loopback(4190), loopback(24), loopback(8082));

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
