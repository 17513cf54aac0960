// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.haproxy;

import io.github.tachydromos.core.config.Network;
import io.github.tachydromos.core.config.PostfixSettings;
import io.github.tachydromos.core.config.PostfixSettings.ProxyListener;
import io.github.tachydromos.sync.render.Template;
import java.util.List;

/** All that {@code haproxy.cfg} may mention. */
record HaproxyCfg(List<String> trustedProxies, List<Listener> listeners) implements Template {

    /**
     * A port for proxies.
     *
     * @param inner port of Postfix on the loopback
     */
    record Listener(String name, int port, int inner) {}

    static HaproxyCfg of(PostfixSettings postfix) {
        return new HaproxyCfg(
                postfix.trustedProxies().stream().map(Network::text).toList(),
                postfix.enableProxyProtocol().listeners().stream()
                        .map(HaproxyCfg::listener)
                        .toList());
    }

    private static Listener listener(ProxyListener listener) {
        return new Listener(listener.word(), listener.port(), listener.inner());
    }

    @Override
    public String path() {
        return "haproxy/haproxy.cfg";
    }
}
