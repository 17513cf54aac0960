// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.sync.daemon.Inputs;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NginxDaemonTest {
    private final NginxDaemon nginx = new NginxDaemon();

    @Test
    void needsTheAuthorityOfTheServicesOnly() throws IOException {
        assertThat(nginx.secrets(FrontSuite.inputs("{}").suite())).containsExactly("demo-tachydromos-internal-ca");
    }

    @Test
    void answersToTheHostsOfWebmailAndToThoseOfItsService() throws IOException {
        String conf =
                files("front: {webmailHosts: [Webmail.acme.eu, mail.acme.eu]}").get("nginx.conf");

        assertThat(conf)
                .contains("server_name webmail.acme.eu mail.acme.eu demo-tachydromos-sogo.mail.svc"
                        + " demo-tachydromos-sogo.mail demo-tachydromos-sogo localhost;")
                .contains("https://webmail.acme.eu/autodiscover/autodiscover.xml")
                .contains("!-f /var/lib/tachydromos/replica/managed/$host");
    }

    @Test
    void takesALargestMailAsBase64Has() throws IOException {
        assertThat(files("postfix: {messageSizeLimitMb: 100}").get("nginx.conf"))
                .contains("client_max_body_size 135m;");
    }

    @Test
    void believesTheProxiesThatAreNamedAndNobodyElse() throws IOException {
        assertThat(files("front: {trustedProxies: [192.0.2.0/24, \"2001:db8::1\"]}")
                        .get("nginx.conf"))
                .contains("set_real_ip_from 192.0.2.0/24;\n", "set_real_ip_from 2001:db8::1;\n")
                .contains("        192.0.2.0/24 1;\n", "        2001:db8::1 1;\n");
        assertThat(files("front: {trustedProxies: []}").get("nginx.conf")).doesNotContain("set_real_ip_from");
    }

    @Test
    void leavesThePodUnderTheNamesThatTheServicesProve() throws IOException {
        assertThat(files("{}").get("stream.conf"))
                .contains("proxy_pass " + FrontSuite.DOVECOT + "$cluster:11993;")
                .contains("proxy_pass " + FrontSuite.DOVECOT + "$cluster:11190;")
                .contains("proxy_pass " + FrontSuite.POSTFIX + "$cluster:10587;")
                .contains("proxy_ssl_name " + FrontSuite.DOVECOT + ";")
                .contains("proxy_ssl_verify on;");
    }

    @Test
    void tellsOtherServersThePolicyOfTheDocument() throws IOException {
        assertThat(files("hostname: Mx.acme.eu\nfront: {mtaSts: {mode: enforce, maxAgeDays: 30}}")
                        .get("clients/mta-sts.txt"))
                .isEqualTo("version: STSv1\nmode: enforce\nmx: mx.acme.eu\nmax_age: 2592000\n");
    }

    @Test
    void opensNoDoorThatTheDocumentShuts() throws IOException {
        Map<String, String> shut = files("sogo: {modules: {dav: false, activeSync: false}}");

        assertThat(shut.get("webmail.conf")).doesNotContain("location = /Microsoft-Server-ActiveSync", "/SOGo/dav/");
        assertThat(shut.get("clients/autoconfig.xml")).doesNotContain("caldav").contains("imap");
        assertThat(shut.get("clients/mobileconfig.xml"))
                .doesNotContain("caldav")
                .contains("IMAP");
        assertThat(shut.get("nginx.conf")).contains("location = /mobilesync.xml");
        assertThat(files("{}").get("clients/mobileconfig.xml")).contains("caldav", "carddav");
    }

    private Map<String, String> files(String yaml) throws IOException {
        Inputs inputs = FrontSuite.inputs(yaml);
        return nginx.render(inputs).files();
    }
}
