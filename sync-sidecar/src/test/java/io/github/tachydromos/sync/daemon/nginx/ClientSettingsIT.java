// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.PropertyListParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Network;

/** What the real nginx tells clients and other servers, held to what the specifications say of it. */
class ClientSettingsIT {
    private static final String OUTLOOK =
            "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    private static final String PHONE =
            "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";

    private static NginxPod pod;
    private static Path managed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        pod = new NginxPod(folder, Network.SHARED);
        managed = Files.createDirectories(pod.nginx.replica().resolveSibling("managed"));
        Files.createFile(managed.resolve("example.org"));
        pod.start(new NginxDaemon().render(FrontSuite.inputs("front: {mtaSts: {mode: enforce}}")));
    }

    @AfterAll
    static void stop() {
        pod.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "autoconfig.example.org /mail/config-v1.1.xml?emailaddress=Alice%40Example.ORG",
                "autoconfig.example.org /mail/config-v1.1.xml",
                "example.org /.well-known/autoconfig/mail/config-v1.1.xml",
                "mail.example.org /.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=a@example.org"
            })
    void tellsMozillaWhereItAsks(String asked) throws Exception {
        Web.Answer answer = at(asked.split(" ")[0]).get(asked.split(" ")[1]);

        assertThat(answer.status()).isEqualTo(200);
        Schemas.judge("autoconfig", answer.body());
        assertThat(answer.body()).contains("<emailProvider id=\"example.org\">", "<port>993</port>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "autoconfig.other.org /mail/config-v1.1.xml",
                "autoconfig.example.org /mail/config-v1.1.xml?emailaddress=a@other.org",
                "autoconfig.example.org /mail/config-v1.1.xml?emailaddress=a@../../etc",
                "mail.example.org /.well-known/mta-sts.txt",
                "mta-sts.other.org /.well-known/mta-sts.txt",
                "mail.example.org /mobileconfig/a@other.org",
                "mail.example.org /mobileconfig/a%0d%0aX:%20y@example.org"
            })
    void knowsNothingOfOtherDomains(String asked) throws Exception {
        assertThat(at(asked.split(" ")[0]).get(asked.split(" ")[1]).status()).isEqualTo(404);
    }

    @Test
    void tellsOutlookTheAccountOfTheAddressInTheRequest() throws Exception {
        for (String address : List.of("alice@example.org", "o&apos;brien+a&amp;b@Example.org", "  a@EXAMPLE.ORG ")) {
            Web.Answer answer =
                    at("autodiscover.example.org").post("/Autodiscover/Autodiscover.xml", request(address, OUTLOOK));

            Schemas.judge("autodiscover", answer.body());
            assertThat(answer.body())
                    .contains("<LoginName>" + address.strip() + "</LoginName>", "<Server>mail.example.org</Server>");
        }
    }

    @Test
    void tellsAPhoneWhereActiveSyncIs() throws Exception {
        Web.Answer answer =
                at("mail.example.org").post("/autodiscover/autodiscover.xml", request("alice@example.org", PHONE));

        Schemas.judge("autodiscover", answer.body());
        assertThat(answer.header("Content-Type")).isEqualTo("text/xml");
        assertThat(answer.body()).contains("<Url>https://mail.example.org/Microsoft-Server-ActiveSync</Url>");
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                "nobody",
                "a@other.org",
                "a@none.invalid",
                "a@example.org/../other.org",
                "a@..example.org",
                "&lt;script&gt;@example.org",
                "\"&lt;!--#echo var='HTTP_COOKIE' --&gt;\"@example.org",
                "a&#10;X-Schema: error@example.org",
                "a</EMailAddress><x>@example.org",
                "a\r\nHost: other.org\r\n@example.org",
                "a&unknown;b@example.org");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void answersAHostileAddressWithAnErrorThatIsOne(String address) throws Exception {
        Web.Answer answer =
                at("autodiscover.example.org").post("/autodiscover/autodiscover.xml", request(address, OUTLOOK));

        assertThat(answer.status()).isEqualTo(200);
        Schemas.judge("autodiscover", answer.body());
        assertThat(answer.body()).contains("<ErrorCode>600</ErrorCode>").doesNotContain("<LoginName>");
    }

    @Test
    void sendsOutlookToWhereItMayAskUnderTls() throws Exception {
        assertThat(at("autodiscover.example.org")
                        .get("/autodiscover/autodiscover.xml")
                        .header("Location"))
                .isEqualTo("https://mail.example.org/autodiscover/autodiscover.xml");
    }

    @Test
    void takesNoRequestThatIsLargerThanAnyOfTheKind() throws Exception {
        assertThat(at("autodiscover.example.org")
                        .post("/autodiscover/autodiscover.xml", "x".repeat(70_000))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void givesAppleAProfileOfTheAddress() throws Exception {
        Web.Answer answer = at("mail.example.org").get("/mobileconfig/o'brien&co@Example.org");

        assertThat(answer.header("Content-Type")).isEqualTo("application/x-apple-aspen-config");
        var profile = (NSDictionary) PropertyListParser.parse(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(profile.get("PayloadType").toJavaObject()).isEqualTo("Configuration");
        var payloads = (NSArray) profile.get("PayloadContent");
        assertThat(payloads.getArray())
                .extracting(
                        payload -> ((NSDictionary) payload).get("PayloadType").toJavaObject())
                .containsExactly("com.apple.mail.managed", "com.apple.caldav.account", "com.apple.carddav.account");
        assertThat(payloads.getArray())
                .extracting(
                        payload -> ((NSDictionary) payload).get("PayloadUUID").toJavaObject())
                .doesNotHaveDuplicates()
                .allSatisfy(uuid -> assertThat((String) uuid).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
        var mail = (NSDictionary) payloads.objectAtIndex(0);
        assertThat(mail.get("IncomingMailServerUsername").toJavaObject()).isEqualTo("o'brien&co@Example.org");
        assertThat(mail.get("IncomingMailServerPortNumber").toJavaObject()).isEqualTo(993);
    }

    /** RFC 8461 3.2 */
    @Test
    void tellsServersThePolicyOfEachDomain() throws Exception {
        Web.Answer answer = at("mta-sts.example.org").get("/.well-known/mta-sts.txt");

        assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
        assertThat(answer.body()).isEqualTo("version: STSv1\nmode: enforce\nmx: mail.example.org\nmax_age: 604800\n");
    }

    @Test
    void learnsOfADomainAndForgetsItWithoutAReload() throws Exception {
        String before = pod.nginx.shell("pgrep -f 'worker process'");
        Web added = at("autoconfig.added.example");
        assertThat(added.get("/mail/config-v1.1.xml").status()).isEqualTo(404);

        Files.createFile(managed.resolve("added.example"));
        assertThat(added.get("/mail/config-v1.1.xml").status()).isEqualTo(200);

        Files.delete(managed.resolve("added.example"));
        assertThat(added.get("/mail/config-v1.1.xml").status()).isEqualTo(404);
        assertThat(pod.nginx.shell("pgrep -f 'worker process'")).isEqualTo(before);
    }

    private static Web at(String host) {
        return pod.at(host);
    }

    private static String request(String address, String schema) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover><Request><EMailAddress>" + address
                + "</EMailAddress><AcceptableResponseSchema>" + schema
                + "</AcceptableResponseSchema></Request></Autodiscover>";
    }
}
