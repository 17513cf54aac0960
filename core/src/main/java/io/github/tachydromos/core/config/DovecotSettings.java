// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.List;

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
        boolean any() {
            return imap || imaps;
        }
    }
}
