// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.kube.ControlPlane;
import java.io.IOException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/**
 * All the names of the Internet: what its zone file does not list does not exist, so that no question leaves the test. It
 * says nothing to questions about {@code silent.example}. The program is the local node's CoreDNS.
 */
final class NameServer extends GenericContainer<NameServer> {
    static final String SILENT = "silent.example";
    private static final String CONFIGURATION = """
            .:53 {
              file /zone
            }
            %s:53 {
              acl {
                drop
              }
            }
            """.formatted(SILENT);
    private static final String BEGINNING = """
            $TTL 60
            . IN SOA ns.invalid. hostmaster.invalid. 1 3600 600 86400 60
            . IN NS ns.invalid.
            """;

    /** The records as in a zone file of the root, so with a dot after each name. */
    NameServer(Network network, String records) throws IOException, InterruptedException {
        super(ControlPlane.image());
        withNetwork(network);
        withCopyToContainer(Transferable.of(CONFIGURATION), "/Corefile");
        withCopyToContainer(Transferable.of(BEGINNING + records), "/zone");
        withCreateContainerCmdModifier(command -> command.withEntrypoint("coredns", "-conf", "/Corefile"));
        waitingFor(Wait.forLogMessage("CoreDNS-.*", 1));
    }

    String address() {
        return getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .findFirst()
                .orElseThrow()
                .getIpAddress();
    }
}
