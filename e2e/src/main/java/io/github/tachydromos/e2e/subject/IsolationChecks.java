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
    private static final int DOVEADM = 8082;

    private final TestBed bed;

    public IsolationChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("a pod outside reaches the public ports", "25, 993", this::publicPorts),
                new Check("a pod outside: LMTP, LDAP, quota, Rspamd, health", "none, which answer inside", this::inner),
                new Check("doveadm's HTTP port", "answers in its own container only", this::doveadm),
                new Check("no open relay for a pod", "5xx", () -> relay(Host.POD)),
                new Check("no open relay for the node", "5xx", () -> relay(Host.NODE)));
    }

    private Seen publicPorts() throws Exception {
        List<String> addresses = List.of(podAddress("postfix") + ":25", podAddress("dovecot") + ":993");
        List<String> open = hosts().reachable(Host.POD, addresses);
        return new Seen(open.toString(), open.size() == addresses.size());
    }

    /** An address that is not for everybody, and a container of the suite that may use it. */
    private record InnerDoor(String host, int port, String allowed) {
        String address() {
            return host + ":" + port;
        }
    }

    /** A door that is shut for everybody proves nothing: each is seen to open for whom it is there. */
    private Seen inner() throws Exception {
        String directory =
                bed.release().object("openldap") + "." + bed.release().namespace() + ".svc";
        List<InnerDoor> doors = List.of(
                new InnerDoor(podAddress("dovecot"), 24, "postfix"),
                new InnerDoor(bed.release().internalHost("dovecot"), 24, "postfix"),
                new InnerDoor(podAddress("dovecot"), 12340, "postfix"),
                new InnerDoor(podAddress("postfix"), 10025, "dovecot"),
                new InnerDoor(podAddress("openldap"), 389, "postfix"),
                new InnerDoor(directory, 389, "dovecot"),
                new InnerDoor(podAddress("rspamd"), 11332, "postfix"),
                new InnerDoor(podAddress("rspamd"), 11334, "rspamd"),
                new InnerDoor(podAddress("clamav"), 3310, "rspamd"),
                new InnerDoor(podAddress("dovecot"), 11993, "sogo"),
                new InnerDoor(podAddress("dovecot"), 11190, "sogo"),
                new InnerDoor(podAddress("postfix"), 10587, "sogo"),
                new InnerDoor(podAddress("postgresql"), 5432, "sogo"),
                new InnerDoor(podAddress("sogo"), 8080, "sogo"),
                // Only the kubelet asks for health: from another pod nobody may.
                new InnerDoor(podAddress("postfix"), 8081, "postfix"),
                new InnerDoor(podAddress("dovecot"), 8081, "dovecot"),
                new InnerDoor(podAddress("rspamd"), 8081, "rspamd"),
                new InnerDoor(podAddress("sogo"), 8081, "sogo"));
        List<String> shutInside = new ArrayList<>();
        for (InnerDoor door : doors) {
            if (!connects(door.allowed(), door.host(), door.port())) {
                shutInside.add(door.address());
            }
        }
        List<String> open = hosts().reachable(
                        Host.POD, doors.stream().map(InnerDoor::address).toList());
        return new Seen(
                doors.size() + " addresses, open to the pod outside: " + open + ", shut inside: " + shutInside,
                open.isEmpty() && shutInside.isEmpty());
    }

    private Seen doveadm() throws Exception {
        boolean inside = connects("dovecot", "127.0.0.1", DOVEADM);
        String address = podAddress("dovecot");
        boolean neighbour = connects("postfix", address, DOVEADM);
        List<String> open = hosts().reachable(Host.POD, List.of(address + ":" + DOVEADM));
        return new Seen(
                "inside: " + inside + ", from the Postfix pod: " + neighbour + ", from outside: " + open,
                inside && !neighbour && open.isEmpty());
    }

    private boolean connects(String component, String host, int port) throws IOException, InterruptedException {
        return bed.kubectl().connects(bed.kubectl().podOf(component), component, host, port);
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
                .get("pod", bed.kubectl().podOf(component))
                .path("status")
                .path("podIP")
                .asText();
    }
}
