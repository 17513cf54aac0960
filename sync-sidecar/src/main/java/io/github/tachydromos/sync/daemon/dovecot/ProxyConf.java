// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.config.DovecotSettings;
import io.github.tachydromos.core.config.Network;
import io.github.tachydromos.sync.render.Template;
import java.util.List;

/** All that {@code proxy.conf} may mention. */
record ProxyConf(List<String> trustedProxies, boolean imap, boolean imaps) implements Template {

    static ProxyConf of(DovecotSettings dovecot) {
        return new ProxyConf(
                dovecot.trustedProxies().stream().map(Network::text).toList(),
                dovecot.enableProxyProtocol().imap(),
                dovecot.enableProxyProtocol().imaps());
    }

    @Override
    public String path() {
        return "dovecot/proxy.conf";
    }
}
