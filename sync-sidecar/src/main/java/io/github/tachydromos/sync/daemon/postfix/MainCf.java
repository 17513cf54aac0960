// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.config.Network;
import io.github.tachydromos.core.config.PostfixSettings;
import io.github.tachydromos.core.config.RspamdSettings;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.render.ConfigValue;
import io.github.tachydromos.sync.render.Template;
import java.util.List;
import java.util.Optional;

/** All that {@code main.cf} may mention. */
record MainCf(
        ConfigValue hostname,
        ConfigValue dovecotHost,
        ConfigValue recipientDelimiter,
        long messageSizeLimit,
        List<ConfigValue> relayNetworks,
        List<Relay> relay,
        List<Filter> filter,
        boolean heloWhitelist,
        boolean ptrWhitelist,
        boolean clientAccess,
        boolean srs,
        boolean replicaComplete)
        implements Template {

    /** The next hop of all outgoing mail: one or none. */
    record Relay(ConfigValue host, boolean tlsFromTheFirstByte, boolean credentials, boolean ownAuthority) {}

    /** Who scans and signs, and what becomes of mail while he is away: one or none. */
    record Filter(ConfigValue host, ConfigValue onFailure) {}

    static MainCf of(Suite suite, Optional<RelaySecret> relaySecret, boolean replicaComplete) {
        PostfixSettings postfix = suite.postfix();
        return new MainCf(
                value(suite.hostname()),
                value(suite.dovecot().internalHost()),
                value(postfix.recipientDelimiter()),
                postfix.messageSizeLimitMb() * 1024L * 1024L,
                postfix.relayNetworks().stream().map(MainCf::network).toList(),
                relay(postfix, relaySecret),
                filter(suite.rspamd()),
                !postfix.heloWhitelist().isBlank(),
                !postfix.ptrWhitelist().isBlank(),
                !postfix.postscreenAccessList().isBlank(),
                postfix.srs().enabled(),
                replicaComplete);
    }

    /** postconf(5): an IPv6 address stands in brackets. */
    private static ConfigValue network(Network network) {
        String text = network.text();
        return value(text.indexOf(':') < 0 ? text : text.replaceFirst("[^/]+", "[$0]"));
    }

    private static List<Relay> relay(PostfixSettings postfix, Optional<RelaySecret> secret) {
        String host = postfix.relayhost();
        return host.isEmpty()
                ? List.of()
                : List.of(new Relay(
                        value(host),
                        host.endsWith(":465"), // RFC 8314 3.3
                        secret.isPresent(),
                        secret.flatMap(RelaySecret::authority).isPresent()));
    }

    private static List<Filter> filter(RspamdSettings rspamd) {
        return rspamd.enabled()
                ? List.of(new Filter(
                        value(rspamd.host()), value(rspamd.onFailure().word())))
                : List.of();
    }

    public boolean relaysForNetworks() {
        return !relayNetworks.isEmpty();
    }

    /**
     * A password goes to nobody but the relay itself: its certificate must be of a known authority and for its name.
     * Without one, a server with TLS from the first byte knows nothing else than TLS.
     */
    public String outgoingTls() {
        if (relay.stream().anyMatch(Relay::credentials)) {
            return "secure";
        }
        return relay.stream().anyMatch(Relay::tlsFromTheFirstByte) ? "encrypt" : "may";
    }

    /** postconf(5): {@code $$} is one dollar sign. */
    private static ConfigValue value(String text) {
        return new ConfigValue(text.replace("$", "$$"));
    }

    @Override
    public String path() {
        return "postfix/main.cf";
    }
}
