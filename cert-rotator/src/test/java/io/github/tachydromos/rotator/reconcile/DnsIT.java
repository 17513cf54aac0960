// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.kube.ControlPlane;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Parsed;
import io.github.tachydromos.rotator.command.DnsCommand;
import io.github.tachydromos.rotator.records.Tlsa;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told to publish, put into a real name server as it stands, and looked for there. */
@ExtendWith(ApiServer.class)
class DnsIT {
    private static final String ADDRESS = "mail.example.org. 60 IN A 192.0.2.25\n";

    private Map<String, String> told = Map.of();

    private record Said(int exit, String text) {
        List<String> lines(String status) {
            return text.lines().filter(line -> line.startsWith(status)).toList();
        }
    }

    @BeforeEach
    void haveItTold(Tenant tenant) throws Exception {
        tenant.suite(tenant.document().replace("rspamd:\n  enabled: false", "rspamd:\n  enabled: true"));
        assertThat(tenant.rotator().pass().complete()).isTrue();
        told = told(tenant);
    }

    @Test
    void findsAllThatWasPublishedAsItIsTold(Tenant tenant, ControlPlane machine) throws Exception {
        String server = NameServer.zones(machine, Map.of("example.org", zone()));

        Said said = ask(tenant, "--server", server);

        assertThat(said.text()).contains("ok       example.org. MX 10 mail.example.org.");
        assertThat(said.lines("ok")).hasSameSizeAs(said.text().lines().skip(1).toList());
        assertThat(said.exit()).isEqualTo(DnsCommand.COMPLETE);
    }

    @Test
    void tellsTheKeyOfTheCertificateThatIsServed(Tenant tenant) {
        var bundle = ((Parsed) TlsBundle.read(tenant.secrets.data(Names.MAIL))).bundle();

        assertThat(told.get("host.zone"))
                .contains("_25._tcp.mail.example.org. 3600 IN TLSA " + Tlsa.of(bundle.leaf()) + "\n");
    }

    @Test
    void tellsWhatIsMissingAndWhatDiffersRecordByRecord(Tenant tenant, ControlPlane machine) throws Exception {
        String changed = zone().lines()
                        .filter(line -> !line.startsWith("_dmarc."))
                        .map(line ->
                                line.startsWith("example.org. 3600 IN MX") ? line.replace(" mail.", " old.") : line)
                        .map(line -> line.startsWith("example.org. 3600 IN TXT")
                                ? "example.org. 60 IN TXT \"v=spf1 MX  ip4:192.0.2.1\" \" ~all\"\n"
                                        + "example.org. 60 IN TXT \"a-word-of=somebody\""
                                : line)
                        .map(line -> line.startsWith("_imaps.") ? line.replace("0 1 993", "5 7 993") : line)
                        .reduce("", (all, line) -> all + line + "\n")
                + "example.org. 60 IN MX 20 mail.example.org.\n";
        String server = NameServer.zones(machine, Map.of("example.org", changed));

        Said said = ask(tenant, "--server", server);

        assertThat(said.lines("missing"))
                .containsExactly("missing  _dmarc.example.org. TXT"
                        + " \"v=DMARC1; p=quarantine; rua=mailto:postmaster@example.org\"");
        assertThat(said.lines("differs"))
                .containsExactly("differs  example.org. MX 10 mail.example.org.; found 10 old.example.org. |"
                        + " 20 mail.example.org.; another host is preferred and gets the mail");
        assertThat(said.exit()).isEqualTo(DnsCommand.LACKING);
    }

    @Test
    void tellsAServerThatIsAwayOrFailsFromWhatIsMissing(Tenant tenant, ControlPlane machine) throws Exception {
        String server = NameServer.zones(machine, Map.of("example.org", zone()));
        String closed = server.replaceAll(":.*", ":1");

        Said away = ask(tenant, "--server", closed);
        Said failing = ask(tenant, "--server", server, "broken.example");

        assertThat(away.lines("unknown"))
                .hasSameSizeAs(away.text().lines().skip(1).toList());
        assertThat(away.exit()).isEqualTo(DnsCommand.UNKNOWN);
        assertThat(failing.lines("missing")).isEmpty();
        assertThat(failing.lines("unknown"))
                .contains("unknown  broken.example. MX 10 mail.example.org.; DNS server failure [response code 2]");
    }

    @Test
    void knowsTheRecordsOfADomainThatIsNotListed(Tenant tenant, ControlPlane machine) throws Exception {
        String server = NameServer.zones(machine, Map.of("example.org", zone(), "new.example", ""));

        Said said = ask(tenant, "--server", server, "--output", "json", "New.example");

        assertThat(said.text())
                .contains("\"status\" : \"ok\"", "rua=mailto:postmaster@new.example")
                .doesNotContain("\"_dmarc.example.org.\"");
        assertThat(said.exit()).isEqualTo(DnsCommand.LACKING);
    }

    /** As an operator does it: his own lines, then those that he was told. */
    private String zone() {
        return ADDRESS + told.get("host.zone") + told.get("example.org.zone");
    }

    private static Map<String, String> told(Tenant tenant) {
        return tenant.admin
                .configMaps()
                .inNamespace(tenant.namespace)
                .withName("demo-tachydromos-dns")
                .get()
                .getData();
    }

    private static Said ask(Tenant tenant, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream lines = new PrintStream(out, true, UTF_8);
        Map<String, String> environment =
                Map.of("TACHYDROMOS_NAMESPACE", tenant.namespace, "TACHYDROMOS_SUITE", Names.SUITE);
        int exit = new DnsCommand(tenant.client(), environment, lines, lines)
                .run(Stream.of(words).toList());
        return new Said(exit, out.toString(UTF_8));
    }
}
