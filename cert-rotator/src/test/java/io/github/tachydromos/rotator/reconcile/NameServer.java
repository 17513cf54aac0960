// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.rotator.dns.NameServers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A real name server, of the node's own, in the container of the control plane: one for each state of the world. */
final class NameServer {
    private static final AtomicInteger PORTS = new AtomicInteger(5300);

    private NameServer() {}

    /** Serves these TXT records below each of the domains. */
    static NameServers serving(ControlPlane machine, Map<String, Map<String, String>> domains) throws Exception {
        Map<String, String> zones = new HashMap<>();
        domains.forEach((domain, records) -> zones.put(domain, texts(domain, records)));
        return NameServers.at(zones(machine, zones));
    }

    /** Serves each domain with these lines beside SOA and NS, and fails for {@code broken.example}; the answer is HOST:PORT. */
    static String zones(ControlPlane machine, Map<String, String> zones) throws Exception {
        int port = PORTS.incrementAndGet();
        StringBuilder configuration = new StringBuilder(
                "broken.example:%d {\n  template ANY ANY {\n    rcode SERVFAIL\n  }\n}\n".formatted(port));
        for (var zone : zones.entrySet()) {
            String file = "/tmp/" + zone.getKey() + "." + port;
            configuration.append("%s:%d {\n  file %s\n}\n".formatted(zone.getKey(), port, file));
            String head = "@ 1 IN SOA ns hostmaster 1 60 60 60 1\n@ 1 IN NS ns\nns 1 IN A 192.0.2.53\n";
            machine.store(file, (head + zone.getValue()).getBytes(UTF_8));
        }
        machine.store("/tmp/Corefile." + port, configuration.toString().getBytes(UTF_8));
        machine.output("sh", "-c", "coredns -conf /tmp/Corefile.%d > /tmp/dns.%d 2>&1 &".formatted(port, port));
        String address = machine.output("hostname", "-i").strip();
        Eventually.within(Duration.ofSeconds(20), "the name server listens", () -> listens(address, port));
        return address + ":" + port;
    }

    /** A string of DNS has 255 bytes at most. */
    private static String texts(String domain, Map<String, String> records) {
        StringBuilder zone = new StringBuilder();
        records.forEach((name, text) -> zone.append(
                "%s.%s. 1 IN TXT \"%s\"\n".formatted(name, domain, text.replaceAll("(.{255})(?=.)", "$1\" \""))));
        return zone.toString();
    }

    private static boolean listens(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
