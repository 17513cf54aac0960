// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;

/**
 * Debian's HAProxy in front of the suite. It is told by a header of its own who the client is, so that a test may be anybody,
 * and tells it in version 1 and in version 2 of the protocol.
 */
final class ClientProxy extends GenericContainer<ClientProxy> {
    private static final int FIRST = 9001;
    private static final String DEFAULTS = """
            global
                log stdout format raw local0
            defaults
                mode tcp
                log global
                timeout connect 5s
                timeout client 60s
                timeout server 60s
            """;
    private static final String WAY = """
            listen way-%1$d
                bind *:%1$d accept-proxy
                server suite %2$s %3$s
            """;

    private final List<Way> ways;

    /** A port of the suite, as {@code postfix:26}, and the version of the protocol. */
    record Way(String target, int version) {}

    ClientProxy(Network network, List<Way> ways) {
        super("docker.io/tachydromos/haproxy:0.1.0");
        this.ways = ways;
        withNetwork(network);
        withCreateContainerCmdModifier(command -> command.withEntrypoint("haproxy", "-db", "-f", "/haproxy.cfg"));
        withCopyToContainer(Transferable.of(configuration()), "/haproxy.cfg");
        addExposedPorts(IntStream.range(0, ways.size()).map(i -> FIRST + i).toArray());
    }

    /** Where one has to connect to take this way. */
    InetSocketAddress entrance(Way way) {
        return new InetSocketAddress(getHost(), getMappedPort(FIRST + ways.indexOf(way)));
    }

    /** Its address in the network, which the suite has to trust. */
    String address() {
        return getCurrentContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .map(network -> network.getIpAddress())
                .findFirst()
                .orElseThrow();
    }

    private String configuration() {
        return ways.stream()
                .map(way -> WAY.formatted(
                        FIRST + ways.indexOf(way), way.target(), way.version() == 1 ? "send-proxy" : "send-proxy-v2"))
                .collect(Collectors.joining("", DEFAULTS, ""));
    }
}
