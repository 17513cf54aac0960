// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.cluster.Command;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.cluster.ZoneServer;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The records that an operator is told to publish: he publishes them, and the suite looks for them. */
public final class DnsChecks implements Subject {
    private static final String DOMAIN = "example.org";
    private static final List<String> EXPECTED = List.of(
            " MX ",
            " TLSA ",
            "v=spf1",
            "._domainkey." + DOMAIN,
            "_dmarc." + DOMAIN,
            "_mta-sts." + DOMAIN,
            "_smtp._tls." + DOMAIN,
            "_imaps._tcp." + DOMAIN,
            "autoconfig." + DOMAIN);
    private static final String UNTOLD = "; to be added: ";

    private final TestBed bed;

    public DnsChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("the told records in a name server", "each is found there", this::published),
                new Check("one record gone and one changed", "the command says which", this::changed),
                new Check("the TLSA record", "that of the certificate on port 25", this::tlsa),
                new Check("the records in the notes", "as they are told in the ConfigMap", this::notes));
    }

    private Seen published() throws Exception {
        String zone = zone();
        Command.Output said = compared(zone);
        List<String> untold =
                EXPECTED.stream().filter(record -> !zone.contains(record)).toList();
        return new Seen(
                said.text().lines().toList().getLast() + said.errors() + ", not told: " + untold,
                said.exit() == 0 && untold.isEmpty());
    }

    private Seen changed() throws Exception {
        Command.Output said = compared(zone().lines()
                .filter(line -> !line.startsWith("_dmarc." + DOMAIN))
                .map(line -> line.startsWith("_imaps.") ? line.replace(" 993 ", " 994 ") : line)
                .collect(Collectors.joining("\n", "", "\n")));
        List<String> told =
                said.text().lines().filter(line -> !line.startsWith("ok ")).toList();
        return new Seen(
                String.join(" / ", told),
                said.exit() == 1
                        && told.size() == 3
                        && told.get(0).startsWith("missing  _dmarc." + DOMAIN)
                        && told.get(1).startsWith("differs  _imaps._tcp." + DOMAIN));
    }

    private Seen tlsa() throws Exception {
        try (SmtpSession session = bed.foreignServer().session()) {
            byte[] key = session.leaf().getPublicKey().getEncoded();
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key));
            List<String> told = entry("host.zone")
                    .lines()
                    .filter(line -> line.contains(" TLSA "))
                    .toList();
            return new Seen(told.toString(), told.stream().anyMatch(line -> line.endsWith(" 3 1 1 " + digest)));
        }
    }

    private Seen notes() throws Exception {
        String told = entry("host.zone") + entry(DOMAIN + ".zone");
        List<String> lines = Helm.in(Workspace.find())
                .notes(bed.release())
                .lines()
                .map(String::strip)
                .filter(line -> line.contains(". 3600 IN "))
                .toList();
        List<String> others =
                lines.stream().filter(line -> !told.contains(line)).toList();
        return new Seen(lines.size() + " records, told otherwise: " + others, lines.size() > 10 && others.isEmpty());
    }

    /** The files as they are; what only the operator knows he fills in. */
    private String zone() throws IOException, InterruptedException {
        return (entry("host.zone") + entry(DOMAIN + ".zone")).replaceAll(UNTOLD + "(.*) <.*>", "$1 192.0.2.25");
    }

    private Command.Output compared(String zone) throws Exception {
        try (ZoneServer server = ZoneServer.serving(DOMAIN, zone)) {
            String rotator = "deployment/" + bed.release().object("cert-rotator");
            return bed.kubectl()
                    .command("exec", rotator, "--", "tachydromos", "dns", "--server", server.address())
                    .answer();
        }
    }

    private String entry(String key) throws IOException, InterruptedException {
        return records().path(key).asText();
    }

    private JsonNode records() throws IOException, InterruptedException {
        return bed.kubectl().get("configmap", bed.release().object("dns")).path("data");
    }
}
