// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.config.PostfixSettings.ProxyListener;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.render.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All that {@code master.cf} may mention.
 *
 * @param strangers where HAProxy hands in what came on its port 26
 * @param clients where users hand in mail
 */
record MasterCf(List<String> strangers, List<Client> clients) implements Template {

    /**
     * A listener for who has a login.
     *
     * @param address port, or address and port
     * @param webmail for SOGo, which knows the internal authority
     * @param proxied behind HAProxy, which tells the client's address
     */
    record Client(String address, String name, boolean tlsFromTheFirstByte, boolean webmail, boolean proxied) {
        private static Client plain(int port, String name) {
            return new Client(String.valueOf(port), name, port == 465, false, false);
        }

        private static Client proxied(ProxyListener listener, String name) {
            return new Client(loopback(listener), name, listener == ProxyListener.SMTPS, false, true);
        }
    }

    static MasterCf of(Suite suite) {
        Set<ProxyListener> proxied = suite.postfix().enableProxyProtocol().listeners();
        var clients = new ArrayList<Client>();
        clients.add(Client.plain(465, "submissions"));
        clients.add(Client.plain(587, "submission"));
        if (suite.sogo().enabled()) {
            clients.add(new Client("10587", "webmail", true, true, false));
        }
        if (proxied.contains(ProxyListener.SMTPS)) {
            clients.add(Client.proxied(ProxyListener.SMTPS, "submissions"));
        }
        if (proxied.contains(ProxyListener.SUBMISSION)) {
            clients.add(Client.proxied(ProxyListener.SUBMISSION, "submission"));
        }
        return new MasterCf(
                proxied.contains(ProxyListener.SMTP) ? List.of(loopback(ProxyListener.SMTP)) : List.of(), clients);
    }

    private static String loopback(ProxyListener listener) {
        return "127.0.0.1:" + listener.inner();
    }

    @Override
    public String path() {
        return "postfix/master.cf";
    }
}
