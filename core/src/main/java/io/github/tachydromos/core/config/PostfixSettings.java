// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Postfix.
 *
 * @param persistence the volume with the queue is kept
 * @param relayhost next hop for all outgoing mail, {@code [host]:port}; empty for delivery by MX
 * @param relayhostSecret Secret with {@code username} and {@code password}; empty for none
 * @param relayNetworks networks whose mail to anywhere is taken without a login
 * @param heloWhitelist lines of a Postfix access table (access(5)); the other lists likewise
 * @param reinjectHost host of port 10025, where Dovecot hands in what Sieve sends
 * @param srs whether and how the envelope of redirected mail is rewritten
 */
public record PostfixSettings(
        int replicas,
        boolean persistence,
        int messageSizeLimitMb,
        String recipientDelimiter,
        String relayhost,
        String relayhostSecret,
        ProxyProtocol enableProxyProtocol,
        List<Network> trustedProxies,
        List<Network> relayNetworks,
        String heloWhitelist,
        String postscreenAccessList,
        String ptrWhitelist,
        String reinjectHost,
        Srs srs) {

    public PostfixSettings {
        trustedProxies = List.copyOf(trustedProxies);
        relayNetworks = List.copyOf(relayNetworks);
    }

    /**
     * Redirected mail leaves under this host's name.
     *
     * @param secret Secret with {@link #SECRETS}, which the addresses are signed with
     */
    public record Srs(boolean enabled, String secret) {
        /** Key of the Secret: one secret a line, the first one signs. */
        public static final String SECRETS = "srsSecrets";
    }

    /** A port for proxies beside a plain one, and Postfix's own behind it, on the pod's loopback. */
    public enum ProxyListener implements Choice {
        SMTP(26, 10026),
        SMTPS(466, 10466),
        SUBMISSION(588, 10588);

        private final int port;
        private final int inner;

        ProxyListener(int port, int inner) {
            this.port = port;
            this.inner = inner;
        }

        public int port() {
            return port;
        }

        public int inner() {
            return inner;
        }
    }

    /** On which ports a PROXY listener stands beside the plain one. */
    public record ProxyProtocol(boolean smtp, boolean smtps, boolean submission) {
        /** Those that are on. */
        public Set<ProxyListener> listeners() {
            Set<ProxyListener> on = EnumSet.noneOf(ProxyListener.class);
            if (smtp) {
                on.add(ProxyListener.SMTP);
            }
            if (smtps) {
                on.add(ProxyListener.SMTPS);
            }
            if (submission) {
                on.add(ProxyListener.SUBMISSION);
            }
            return on;
        }

        /** Their names, as the document has them. */
        public Set<String> on() {
            return listeners().stream().map(ProxyListener::word).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
