// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

import io.github.tachydromos.e2e.check.Eventually;
import java.io.IOException;
import java.time.Duration;

/** A name server of an operator: CoreDNS on the node's address, which the cluster's own DNS does not ask. */
public final class ZoneServer implements AutoCloseable {
    private static final String FOLDER = "/tmp/zone-server";
    private static final String HEAD =
            "@ 60 IN SOA ns hostmaster 1 60 60 60 60\n@ 60 IN NS ns\nns 60 IN A 192.0.2.53\n";

    private final Node node = new Node();
    private final String address;

    private ZoneServer(String address) {
        this.address = address;
    }

    /** Serves a zone that holds these lines of a zone file. */
    public static ZoneServer serving(String zone, String lines) throws Exception {
        ZoneServer server = new ZoneServer(new Node().address());
        server.node.run("mkdir", "-p", FOLDER);
        server.node.write(FOLDER + "/zone", HEAD + lines);
        server.node.write(
                FOLDER + "/Corefile",
                "%s:53 {\n  bind %s\n  file %s/zone\n}\n".formatted(zone, server.address, FOLDER));
        server.node.runInBackground(
                "echo $$ > " + FOLDER + "/pid; exec coredns -conf " + FOLDER + "/Corefile > " + FOLDER + "/log 2>&1");
        Eventually.until(
                "the name server answers",
                Duration.ofSeconds(20),
                () -> server.node
                        .run(
                                "bash",
                                "-c",
                                "(exec 3<>/dev/tcp/" + server.address + "/53) 2>/dev/null && echo open || true")
                        .equals("open"));
        return server;
    }

    public String address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        try {
            node.run("sh", "-c", "kill $(cat " + FOLDER + "/pid)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the name server was not ended", e);
        }
    }
}
