// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.stranger;

import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Hosts inside the cluster's network that do not belong to the suite: a pod of another namespace and the node. */
public record OutsideHosts(Kubectl kubectl) {
    /** Where to knock from. */
    public enum Host {
        POD,
        NODE;

        String pod() {
            return this == POD ? "pod" : "node";
        }
    }

    public static OutsideHosts start(Workspace workspace) throws IOException, InterruptedException {
        OutsideHosts hosts = new OutsideHosts(Kubectl.in("outside"));
        hosts.kubectl.run(
                "apply", "-f", workspace.path("e2e/stranger/pods.yaml").toString());
        for (Host host : Host.values()) {
            hosts.kubectl.awaitReady(host.pod(), Duration.ofSeconds(60));
        }
        return hosts;
    }

    /** The addresses, as HOST:PORT, that answer a TCP connection. */
    public List<String> reachable(Host from, List<String> addresses) throws IOException, InterruptedException {
        String knocks = addresses.stream()
                .map(address -> "(nc -z -w3 " + address.replace(":", " ") + " && echo " + address + ") 2>/dev/null &")
                .collect(Collectors.joining("\n"));
        return kubectl.exec(from.pod(), "host", "sh", "-c", knocks + "\nwait")
                .lines()
                .sorted()
                .toList();
    }

    /** What is answered to a line, within three seconds. */
    public String said(Host from, String server, int port, String line) throws IOException, InterruptedException {
        return kubectl.exec(
                from.pod(),
                "host",
                "sh",
                "-c",
                "printf '%s\\r\\n' \"$0\" | nc -w3 \"$1\" \"$2\" || true",
                line,
                server,
                "" + port);
    }

    public String address(Host host) throws IOException, InterruptedException {
        return kubectl.get("pod", host.pod()).path("status").path("podIP").asText();
    }

    /** The suite's answer to this envelope, as "CODE TEXT". */
    public String smtp(Host from, String server, String sender, String recipient)
            throws IOException, InterruptedException {
        return kubectl.exec(from.pod(), "host", "smtp-try", server, "25", sender, recipient);
    }
}
