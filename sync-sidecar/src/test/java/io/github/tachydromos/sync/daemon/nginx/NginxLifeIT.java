// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.DaemonContainer;
import io.github.tachydromos.sync.daemon.DaemonControl.Answer;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.daemon.Probe;
import io.github.tachydromos.sync.daemon.dovecot.DovecotDaemon;
import io.github.tachydromos.sync.daemon.dovecot.SuiteTrees;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Network;

/** How the real nginx is checked, reloaded and killed, and how it reaches the real Dovecot. */
class NginxLifeIT {
    private static Network network;
    private static NginxPod pod;
    private static DaemonContainer dovecot;
    private static RenderedTree tree;

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        network = Network.newNetwork();
        dovecot = new DaemonContainer("dovecot", folder.resolve("dovecot"))
                .withNetwork(network)
                .withNetworkAliases(FrontSuite.DOVECOT);
        dovecot.start();
        dovecot.promote(new SuiteTrees(FrontSuite.AUTHORITY).withWebmail(new DovecotDaemon("/nowhere")));
        tree = new NginxDaemon().render(FrontSuite.inputs("{}"));
        pod = new NginxPod(folder, network);
        pod.start(tree);
    }

    @AfterAll
    static void stop() {
        pod.close();
        dovecot.stop();
        network.close();
    }

    @Test
    void reachesDovecotUnderTlsAndNobodyElse() throws Exception {
        Eventually.shows("Dovecot's greeting", () -> greeting(10143), greeting -> greeting.startsWith("* OK"));
        assertThat(greeting(14190)).startsWith("\"IMPLEMENTATION\"");

        pod.reload(withAuthority(new TestPairs()));
        try {
            assertThat(greeting(10143)).isEmpty();
            assertThat(pod.nginx.getLogs()).contains("certificate verify");
        } finally {
            pod.reload(tree);
        }
    }

    @Test
    void startsAndGoesOnWhileNoNameServerAnswers() throws Exception {
        pod.nginx.shell(
                "cd /run/nginx && cp names.conf names.old && sed -i 's/^resolver .*/resolver 127.0.0.1:5;/' names.conf");
        try {
            assertThat(pod.nginx.control().reload()).isEqualTo(new Answer(0, ""));
            assertThat(webmail().get("/").status()).isEqualTo(302);
        } finally {
            pod.nginx.shell("cd /run/nginx && mv names.old names.conf");
            assertThat(pod.nginx.control().reload()).isEqualTo(new Answer(0, ""));
        }
    }

    @Test
    void refusesATreeThatWouldNotServe() throws Exception {
        assertThat(pod.nginx.check(tree)).isEqualTo(new Answer(0, ""));
        assertThat(pod.nginx.check(with("webmail.conf", "location / {")).output())
                .contains("webmail.conf");
        assertThat(pod.nginx
                        .check(with("headers.conf", "add_header A b\n;server_names_hash_max_size x;"))
                        .exitCode())
                .isEqualTo(1);
        assertThat(pod.nginx.check(with("private/internal-ca.crt", "none\n")).output())
                .contains("internal-ca.crt");
        assertThat(pod.nginx.check(without("pages/away.html")))
                .satisfies(answer -> assertThat(answer.output()).isEqualTo("pages: is served, and is not there"));
        assertThat(webmail().get("/").status()).isEqualTo(302);
    }

    @Test
    void losesNoRequestWhileItGoesFromOneSogoToTheOther() throws Exception {
        pod.withSogo(
                NginxPod.FIRST,
                () -> pod.withSogo(NginxPod.SECOND, () -> {
                    var failed = new AtomicInteger();
                    var asked = new AtomicInteger();
                    var over = new AtomicBoolean();
                    var user = Thread.ofVirtual().start(() -> {
                        while (!over.get()) {
                            asked.incrementAndGet();
                            try {
                                if (webmail().get("/SOGo/so/alice").status() != 200) {
                                    failed.incrementAndGet();
                                }
                            } catch (IOException | RuntimeException e) {
                                failed.incrementAndGet();
                            }
                        }
                    });
                    try {
                        for (int port : new int[] {NginxPod.SECOND, NginxPod.FIRST, NginxPod.SECOND, NginxPod.FIRST}) {
                            pod.leadTo(port);
                            assertThat(webmail().get("/SOGo/").header("X-Port")).isEqualTo(port + "");
                        }
                    } finally {
                        over.set(true);
                        user.join();
                    }
                    assertThat(asked.get()).isGreaterThan(10);
                    assertThat(failed.get()).isZero();
                }));
    }

    /** A request that came slowly was meant for the one that is gone. */
    @Test
    void asksTheOtherSogoWhereTheOneThatItKnowsTakesNoConnection() throws Exception {
        pod.leadTo(NginxPod.FIRST);
        pod.withSogo(
                NginxPod.SECOND,
                () -> assertThat(webmail().get("/SOGo/").header("X-Port")).isEqualTo(NginxPod.SECOND + ""));
    }

    @Test
    void answersAPhoneThatWaitedWhileNginxWasReloaded() throws Exception {
        answersWhoWaitsDuring(() -> pod.reload(tree));
    }

    @Test
    void finishesItsRequestsBeforeItEnds() throws Exception {
        answersWhoWaitsDuring(() -> Thread.ofVirtual().start(() -> {
            try {
                pod.nginx.control().restart();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        pod.eventuallyAnswers();
    }

    private static void answersWhoWaitsDuring(NginxPod.Step step) throws Exception {
        pod.nginx.shell("rm -f /tmp/news");
        pod.withSogo(NginxPod.FIRST, () -> {
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return webmail()
                            .get("/Microsoft-Server-ActiveSync?Cmd=Ping")
                            .status();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Eventually.soon("somebody waits", () -> {
                pod.nginx.shell("pgrep -f '^/bin/bash /tmp/echo " + NginxPod.FIRST + "'");
                return true;
            });

            step.take();
            Eventually.soon("a worker is told to end", () -> {
                pod.nginx.shell("pgrep -f '[i]s shutting down'");
                return true;
            });
            assertThat(waiting).isNotDone();

            pod.nginx.shell("touch /tmp/news");
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        });
    }

    @Test
    void comesBackByItselfWhenItsContainerIsKilled() throws Exception {
        pod.nginx.kill();
        pod.nginx.startAgain();

        pod.eventuallyAnswers();
    }

    @Test
    void showsItsProbesThatItWorks() throws Exception {
        for (Probe probe : new NginxDaemon(() -> pod.nginx.listener(NginxDaemon.PORT)).probes(tree)) {
            probe.run();
        }
    }

    private static String greeting(int port) throws Exception {
        return pod.nginx.shell("timeout 5 socat -u TCP:127.0.0.1:" + port + " - | head -n 1");
    }

    private static Web webmail() {
        return pod.at("mail.example.org");
    }

    private static RenderedTree withAuthority(TestPairs other) throws IOException {
        Inputs inputs = FrontSuite.inputs("{}");
        return new NginxDaemon()
                .render(new Inputs(
                        inputs.suite(),
                        Map.of("demo-tachydromos-internal-ca", other.secret("demo-tachydromos-internal-ca")),
                        inputs.replica()));
    }

    private static RenderedTree with(String path, String text) {
        var files = new TreeMap<>(tree.files());
        files.put(path, text);
        return new RenderedTree(files);
    }

    private static RenderedTree without(String path) {
        var files = new TreeMap<>(tree.files());
        files.remove(path);
        return new RenderedTree(files);
    }
}
