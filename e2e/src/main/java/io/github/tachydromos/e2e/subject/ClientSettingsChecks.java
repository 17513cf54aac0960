// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.Curl;
import io.github.tachydromos.e2e.client.Endpoints.Ports;
import io.github.tachydromos.e2e.client.ServerSettings;
import io.github.tachydromos.e2e.cluster.PortForward;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What clients and other servers are told, followed by curl to the ports that it names. */
public final class ClientSettingsChecks implements Subject {
    private static final int HTTP = 8080;
    private static final Pattern TOLD_TO_PHONES = Pattern.compile("<Url>https://([^/<]+)(/[^<]*)</Url>");
    private static final String USER = "alice@example.org";

    private final TestBed bed;

    public ClientSettingsChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check("Mozilla's autoconfig, followed", "a login at each port", this::mozilla),
                new Check("Microsoft's autodiscover, followed", "a login at each port, ActiveSync", this::microsoft),
                new Check("MTA-STS policy of a domain", "the mail host", this::policy),
                new Check("settings of a domain that is not ours", "not found", this::foreign));
    }

    private Seen mozilla() throws Exception {
        try (PortForward forward = forward()) {
            return follow(ServerSettings.ofMozilla(Curl.page(
                    "autoconfig.example.org",
                    forward.port(),
                    "/mail/config-v1.1.xml?emailaddress=" + USER.replace("@", "%40"))));
        }
    }

    private Seen microsoft() throws Exception {
        try (PortForward forward = forward()) {
            Seen mail = follow(ServerSettings.ofMicrosoft(autodiscover(forward, "outlook/responseschema/2006a")));
            String phone = autodiscover(forward, "mobilesync/responseschema/2006");
            Matcher place = TOLD_TO_PHONES.matcher(phone);
            if (!place.find()) {
                return Seen.fail(phone);
            }
            String versions = Curl.page(
                    place.group(1),
                    forward.port(),
                    place.group(2),
                    "--request",
                    "OPTIONS",
                    "--head",
                    "--basic",
                    "--user",
                    USER + ":" + bed.account(USER).password());
            return new Seen(
                    mail.observed() + ", ActiveSync at " + place.group(1),
                    mail.pass() && versions.contains("MS-ASProtocolVersions"));
        }
    }

    private Seen policy() throws Exception {
        try (PortForward forward = forward()) {
            String policy = Curl.page("mta-sts.example.org", forward.port(), "/.well-known/mta-sts.txt");
            return new Seen(
                    policy.replace('\n', ' '),
                    policy.startsWith("version: STSv1\n") && policy.contains("\nmx: mail.example.org\n"));
        }
    }

    private Seen foreign() throws Exception {
        try (PortForward forward = forward()) {
            return Seen.fail(Curl.page("autoconfig.elsewhere.example", forward.port(), "/mail/config-v1.1.xml"));
        } catch (IOException e) {
            return new Seen("not found", String.valueOf(e.getMessage()).contains("404"));
        }
    }

    private String autodiscover(PortForward forward, String schema) throws IOException, InterruptedException {
        return Curl.page(
                "autodiscover.example.org",
                forward.port(),
                "/autodiscover/autodiscover.xml",
                "--header",
                "Content-Type: text/xml",
                "--data",
                "<Autodiscover><Request><EMailAddress>" + USER + "</EMailAddress><AcceptableResponseSchema>"
                        + "http://schemas.microsoft.com/exchange/autodiscover/" + schema
                        + "</AcceptableResponseSchema></Request></Autodiscover>");
    }

    private Seen follow(List<ServerSettings> servers) throws Exception {
        for (ServerSettings server : servers) {
            Curl.login(server, bed.account(USER), key(), onThisMachine(server.port()));
        }
        return new Seen(
                servers.stream()
                        .map(server -> server.protocol() + " " + server.port())
                        .collect(Collectors.joining(", ")),
                servers.stream().map(ServerSettings::protocol).distinct().count() == 2);
    }

    private int onThisMachine(int port) {
        Ports ports = bed.endpoints().ports();
        return switch (port) {
            case 143 -> ports.imap();
            case 993 -> ports.imaps();
            case 465 -> ports.smtps();
            case 587 -> ports.submission();
            default -> throw new IllegalArgumentException("nobody serves mail on " + port);
        };
    }

    /** Of the certificate that the suite serves, as curl compares it. */
    private String key() throws Exception {
        byte[] pem = bed.secret(bed.release().object("mail-tls"), "tls.crt");
        byte[] key = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem))
                .getPublicKey()
                .getEncoded();
        return "sha256//"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    }

    private PortForward forward() throws IOException {
        return bed.kubectl().forward("deployment/" + bed.release().object("sogo"), HTTP);
    }
}
