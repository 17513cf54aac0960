// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.stranger;

import io.github.tachydromos.e2e.client.Endpoints;
import io.github.tachydromos.e2e.client.Endpoints.Ports;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Node;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Debian's HAProxy in front of the demo's release (stranger/proxy.yaml); {@code address} is the node's. */
public record FrontProxy(String address) {

    public static FrontProxy start(Workspace workspace) throws IOException, InterruptedException {
        Kubectl kubectl = Kubectl.in("outside");
        kubectl.run("apply", "-f", workspace.path("e2e/stranger/proxy.yaml").toString());
        kubectl.awaitReady("proxy", Duration.ofSeconds(60));
        return new FrontProxy(new Node().address());
    }

    /** The suite as seen through the proxy, which speaks this version of the protocol. */
    public Endpoints endpoints(int version) {
        return new Endpoints(address, new Ports(2024 + version, 0, 0, 0, 2992 + version, 0, 0));
    }

    /** The same for a client with the address {@link #ipv6Client}; SMTP only. */
    public Endpoints ipv6Endpoints(int version) {
        return new Endpoints(address, new Ports(3024 + version, 0, 0, 0, 0, 0, 0));
    }

    public static String ipv6Client(int version) {
        return "2001:db8:5::" + version;
    }

    /** The address that this program has for the proxy. */
    public String ownAddress() throws IOException {
        try (Socket socket = new Socket(address, endpoints(1).ports().smtp())) {
            return socket.getLocalAddress().getHostAddress();
        }
    }
}
