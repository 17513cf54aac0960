// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.Network;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who is trusted for the address that a connection comes from. */
final class NetworkRules {
    private static final String RELAY = "postfix.relayNetworks";
    private static final String LOGIN = "dovecot.loginTrustedNetworks";
    private static final String PODS = "podNetworks";

    static final Rule RELAY_WORLD = Rule.deny(
            "relay-network-world",
            "A network that may relay without a login is wider than any network of one owner: an open relay.",
            "list the networks of your own senders, none wider than /8 (IPv6: /16)");
    static final Rule RELAY_PODS = Rule.deny(
            "relay-network-pods",
            "A network that may relay without a login has addresses of the pod network: a stranger's connection shows one"
                    + " of them wherever the cluster translates addresses.",
            "list the senders' own networks, or let them log in");
    static final Rule RELAY_UNCHECKED = Rule.warn(
            "relay-network-unchecked",
            "Networks may relay without a login, and nobody said which networks are the pods'.",
            "set podNetworks to the cluster's pod and service networks");
    static final Rule PROXY_NOBODY = Rule.deny(
            "proxy-without-trusted-networks",
            "A PROXY listener is on without a list of the proxies: any client could claim any address.",
            "list the proxies' networks in trustedProxies, or turn it off");
    static final Rule PROXY_WORLD = Rule.deny(
            "trusted-proxy-world",
            "A network of trusted proxies is wider than any network of one owner: any client could claim any address.",
            "list the proxies' own networks, none wider than /8 (IPv6: /16)");
    static final Rule LOGIN_WORLD = Rule.deny(
            "login-network-world",
            "A network that may log in without TLS is wider than any network of one owner: passwords would cross the"
                    + " internet in clear text.",
            "list networks of your own only, none wider than /8 (IPv6: /16)");

    static final Rule LOGIN_PODS = Rule.warn(
            "login-network-pods",
            "A network that may log in without TLS has addresses of the pod network: a stranger's connection shows one of"
                    + " them wherever the cluster translates addresses.",
            "let clients log in with TLS, and list nobody");

    static final List<SuiteRule> ALL = List.of(
            worldwide(RELAY_WORLD, RELAY, suite -> suite.postfix().relayNetworks()),
            pods(RELAY_PODS, RELAY, suite -> suite.postfix().relayNetworks()),
            new SuiteRule(RELAY_UNCHECKED, List.of(RELAY, PODS), NetworkRules::unchecked),
            proxy(
                    "postfix",
                    s -> s.postfix().enableProxyProtocol().on(),
                    s -> s.postfix().trustedProxies()),
            proxy(
                    "dovecot",
                    s -> s.dovecot().enableProxyProtocol().on(),
                    s -> s.dovecot().trustedProxies()),
            worldwide(
                    PROXY_WORLD,
                    "postfix.trustedProxies",
                    suite -> suite.postfix().trustedProxies()),
            worldwide(
                    PROXY_WORLD,
                    "dovecot.trustedProxies",
                    suite -> suite.dovecot().trustedProxies()),
            worldwide(
                    PROXY_WORLD, "front.trustedProxies", suite -> suite.front().trustedProxies()),
            worldwide(LOGIN_WORLD, LOGIN, suite -> suite.dovecot().loginTrustedNetworks()),
            pods(LOGIN_PODS, LOGIN, suite -> suite.dovecot().loginTrustedNetworks()));

    private NetworkRules() {}

    private static SuiteRule worldwide(Rule rule, String path, Function<Suite, List<Network>> networks) {
        return new SuiteRule(
                rule,
                List.of(path),
                suite -> items(path, networks.apply(suite))
                        .filter(item -> item.network.isWorldwide())
                        .map(item -> rule.at(item.path, Excerpt.quoted(item.network.text()) + " holds strangers")));
    }

    /** A network of the whole world is told as such, and not once more for the pods in it. */
    private static SuiteRule pods(Rule rule, String path, Function<Suite, List<Network>> networks) {
        return new SuiteRule(
                rule,
                List.of(path, PODS),
                suite -> items(path, networks.apply(suite))
                        .filter(item -> !item.network.isWorldwide())
                        .flatMap(item -> suite.podNetworks().stream()
                                .filter(item.network::overlaps)
                                .limit(1)
                                .map(pods -> rule.at(
                                        item.path,
                                        Excerpt.quoted(item.network.text()) + " has addresses of the pod network "
                                                + pods.text()))));
    }

    private static Stream<Finding> unchecked(Suite suite) {
        return suite.podNetworks().isEmpty() && !suite.postfix().relayNetworks().isEmpty()
                ? Stream.of(RELAY_UNCHECKED.at(RELAY, "cannot be compared with the pods' networks"))
                : Stream.empty();
    }

    private static SuiteRule proxy(
            String section, Function<Suite, Set<String>> on, Function<Suite, List<Network>> proxies) {
        String switches = section + ".enableProxyProtocol";
        String list = section + ".trustedProxies";
        return new SuiteRule(
                PROXY_NOBODY,
                List.of(switches, list),
                suite -> on.apply(suite).stream()
                        .filter(_ -> proxies.apply(suite).isEmpty())
                        .map(listener -> PROXY_NOBODY.at(
                                switches + "." + listener,
                                "is on without trusted proxies",
                                "list the proxies' networks in " + list + ", or set it to false")));
    }

    private static Stream<Item> items(String path, List<Network> networks) {
        return IntStream.range(0, networks.size()).mapToObj(i -> new Item(path + "[" + i + "]", networks.get(i)));
    }

    private record Item(String path, Network network) {}
}
