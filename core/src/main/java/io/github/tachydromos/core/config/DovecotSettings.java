// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Dovecot.
 *
 * @param persistence the volume with the mailboxes is kept
 * @param superuserUsername technical account outside the directory: may submit mail as anyone, has no mailbox
 * @param internalHost host of LMTP (24) and of the quota policy service (12340)
 */
public record DovecotSettings(
        int replicas,
        boolean persistence,
        String postmasterEmail,
        String superuserUsername,
        SecretRef superuserPassword,
        List<Network> loginTrustedNetworks,
        ProxyProtocol enableProxyProtocol,
        List<Network> trustedProxies,
        String internalHost) {

    public DovecotSettings {
        loginTrustedNetworks = List.copyOf(loginTrustedNetworks);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** On which ports a PROXY listener stands beside the plain one. */
    public record ProxyProtocol(boolean imap, boolean imaps) {
        /** Names of the listeners that are on, as the document has them. */
        public Set<String> on() {
            Set<String> on = new TreeSet<>();
            if (imap) {
                on.add("imap");
            }
            if (imaps) {
                on.add("imaps");
            }
            return on;
        }
    }
}
