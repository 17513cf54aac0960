// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.stranger.OutsideHosts;
import io.github.tachydromos.e2e.stranger.OutsideHosts.Host;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a neighbour in the cluster can reach of the suite, and that being inside makes nobody trusted. */
public final class IsolationChecks implements Subject {
    private static final int[] INNER_PORTS_POSTFIX = {8081, 8083, 10025};
    private static final int[] INNER_PORTS_DOVECOT = {24, 8081, 8082, 12340};

    private final TestBed bed;

    public IsolationChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("a pod outside reaches the public ports", "25, 993", this::publicPorts),
                new Check("a pod outside: LMTP, doveadm, LDAP, 10025", "none answers", this::innerPorts),
                new Check("no open relay for a pod", "5xx", () -> relay(Host.POD)),
                new Check("no open relay for the node", "5xx", () -> relay(Host.NODE)));
    }

    private Seen publicPorts() throws Exception {
        List<String> addresses = List.of(podAddress("postfix") + ":25", podAddress("dovecot") + ":993");
        List<String> open = hosts().reachable(Host.POD, addresses);
        return new Seen(open.toString(), open.size() == addresses.size());
    }

    private Seen innerPorts() throws Exception {
        List<String> addresses = new ArrayList<>();
        for (int port : INNER_PORTS_POSTFIX) {
            addresses.add(podAddress("postfix") + ":" + port);
        }
        for (int port : INNER_PORTS_DOVECOT) {
            addresses.add(podAddress("dovecot") + ":" + port);
        }
        addresses.add(podAddress("openldap") + ":389");
        addresses.add(bed.release().internalHost("dovecot") + ":24");
        addresses.add(bed.release().object("openldap") + "." + bed.release().namespace() + ".svc:389");
        List<String> open = hosts().reachable(Host.POD, addresses);
        return new Seen(addresses.size() + " addresses tried, open: " + open, open.isEmpty());
    }

    private Seen relay(Host from) throws Exception {
        String reply = hosts().smtp(from, podAddress("postfix"), ForeignServer.SENDER, "somebody@elsewhere.example");
        return new Seen(reply, reply.startsWith("5"));
    }

    private OutsideHosts hosts() throws IOException, InterruptedException {
        return OutsideHosts.start(Workspace.find());
    }

    private String podAddress(String component) throws IOException, InterruptedException {
        return bed.kubectl()
                .get("pod", bed.release().pod(component))
                .path("status")
                .path("podIP")
                .asText();
    }
}
