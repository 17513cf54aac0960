// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import java.net.InetSocketAddress;
import java.util.function.IntFunction;

/** The daemon of a container whose ports are elsewhere. */
public final class PostfixAt {
    private PostfixAt() {}

    public static PostfixDaemon of(IntFunction<InetSocketAddress> listener) {
        return new PostfixDaemon(new PostfixProbes(listener));
    }
}
