// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Network;

/** What the real nginx makes of requests. */
class NginxIT {
    private static NginxPod pod;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        pod = new NginxPod(folder, Network.SHARED);
        pod.start(new NginxDaemon().render(FrontSuite.inputs("front: {trustedProxies: [127.0.0.0/8]}")));
    }

    @AfterAll
    static void stop() {
        pod.close();
    }

    @Test
    void leadsToWebmailAndToCalendars() throws Exception {
        assertThat(webmail().get("/").header("Location")).isEqualTo("/SOGo/");
        for (String path : new String[] {"/.well-known/caldav", "/.well-known/carddav", "/.well-known/carddav/"}) {
            Web.Answer answer = webmail().ask("PROPFIND", path, "");
            assertThat(answer.status()).isEqualTo(301);
            assertThat(answer.header("Location")).isEqualTo("/SOGo/dav/");
        }
    }

    @Test
    void saysInWordsThatSogoIsAwayAndGoesOnOnceItIsThere() throws Exception {
        Web.Answer away = webmail().get("/SOGo/so/alice");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("10");
        assertThat(away.body()).contains("Back in a moment");

        pod.withSogo(
                NginxPod.FIRST,
                () -> assertThat(webmail().get("/SOGo/so/alice").status()).isEqualTo(200));
    }

    @Test
    void showsNobodyASogoWithoutItsDatabase() throws Exception {
        pod.withSogo(NginxPod.FIRST, () -> {
            pod.sayUnavailable(true);
            try {
                for (String path : new String[] {"/SOGo/dav/alice/Calendar/", "/Microsoft-Server-ActiveSync"}) {
                    assertThat(webmail().ask("PROPFIND", path, "").status()).isEqualTo(503);
                }
            } finally {
                pod.sayUnavailable(false);
            }
            assertThat(webmail()
                            .ask("PROPFIND", "/SOGo/dav/alice/Calendar/", "")
                            .status())
                    .isEqualTo(200);
        });
    }

    @Test
    void tellsSogoNothingThatAStrangerSays() throws Exception {
        pod.withSogo(NginxPod.FIRST, () -> {
            Web.Answer told = webmail()
                    .get(
                            "/SOGo/dav/",
                            "X-Forwarded-For: 203.0.113.9",
                            "X-Forwarded-Proto: https",
                            "x-webobjects-remote-user: alice",
                            "X-WebObjects-Server-URL: https://evil.example");

            assertThat(told.body())
                    .contains("x-webobjects-server-url: http://mail.example.org")
                    .doesNotContain("203.0.113.9", "remote-user", "evil.example");
            assertThat(told.header("Strict-Transport-Security")).isEmpty();
        });
    }

    @Test
    void tellsSogoWhatATrustedProxySays() throws Exception {
        pod.withSogo(NginxPod.FIRST, () -> {
            Web.Answer told = webmail()
                    .fromWithin("/SOGo/dav/", "X-Forwarded-For: 198.51.100.1, 203.0.113.9", "X-Forwarded-Proto: https");

            assertThat(told.body())
                    .contains("x-webobjects-server-url: https://mail.example.org")
                    .contains("X-Forwarded-For: 203.0.113.9", "x-webobjects-server-port: 443")
                    .doesNotContain("198.51.100.1");
            assertThat(told.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
        });
    }

    @Test
    void hasActiveSyncWhereSogoHasIt() throws Exception {
        pod.withSogo(
                NginxPod.FIRST,
                () -> assertThat(webmail()
                                .ask("OPTIONS", "/Microsoft-Server-ActiveSync?Cmd=Sync&DeviceId=x", "")
                                .body())
                        .startsWith("OPTIONS /SOGo/Microsoft-Server-ActiveSync?Cmd=Sync&DeviceId=x HTTP"));
    }

    @Test
    void keepsFilesOfPagesForAWhileAndSendsThemSmall() throws Exception {
        Web.Answer file = webmail().get("/SOGo.woa/WebServerResources/js/Common.js?lm=1", "Accept-Encoding: gzip");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(file.header("Cache-Control")).isEqualTo("max-age=604800");
        assertThat(webmail().get("/SOGo/WebServerResources/../../../etc/passwd").status())
                .isIn(400, 404, 503);
        assertThat(webmail()
                        .get("/SOGo/WebServerResources/%2e%2e/%2e%2e/%2e%2e/etc/passwd")
                        .body())
                .doesNotContain("root:");
    }

    @Test
    void protectsEachAnswerByItsHeaders() throws Exception {
        for (String path : new String[] {"/", "/SOGo/", "/nothing", "/SOGo.woa/WebServerResources/js/Common.js"}) {
            Web.Answer answer = webmail().get(path);

            assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'self'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        }
    }

    @Test
    void knowsNoOtherHost() throws Exception {
        assertThat(pod.at("other.example").get("/SOGo/").status()).isEqualTo(421);
        assertThat(pod.at("autoconfig.example.org").get("/SOGo/").status()).isEqualTo(421);
        for (String host : new String[] {"demo-tachydromos-sogo.mail.svc:8080", "localhost:8080"}) {
            assertThat(pod.at(host).get("/").status()).isEqualTo(302);
        }
    }

    @Test
    void takesNoMailThatIsLargerThanPostfixTakes() throws Exception {
        assertThat(webmail()
                        .ask("POST", "/SOGo/x", "", "Content-Length: 71303169")
                        .status())
                .isEqualTo(413);
    }

    private static Web webmail() {
        return pod.at("mail.example.org");
    }
}
