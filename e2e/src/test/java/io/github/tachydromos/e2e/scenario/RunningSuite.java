// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.ForeignServer;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpReply;
import io.github.tachydromos.e2e.cluster.ApiProxy;
import io.github.tachydromos.e2e.suite.Installation;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The demo's suite, brought up once for all scenarios of a run. */
final class RunningSuite {
    static final Duration POD_LIMIT = Duration.ofMinutes(2);

    private static final class Once {
        private static final Installation.Running RUNNING = bringUp();
        private static final TestBed BED = RUNNING.bed();
        private static final ApiProxy API = proxy();

        private static ApiProxy proxy() {
            try {
                ApiProxy proxy = ApiProxy.open(BED.kubectl());
                Runtime.getRuntime().addShutdownHook(new Thread(proxy::close));
                return proxy;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Installation.Running bringUp() {
            try {
                return Installation.demo(System.out::println).bringUp();
            } catch (Exception e) {
                throw new IllegalStateException("the demo's suite did not come up", e);
            }
        }
    }

    private RunningSuite() {}

    static TestBed bed() {
        return Once.BED;
    }

    /** How it came up. */
    static Installation.Running running() {
        return Once.RUNNING;
    }

    static ApiProxy api() {
        return Once.API;
    }

    static PodState pod(String daemon) {
        return PodState.of(Once.BED, Once.API, daemon);
    }

    static SidecarOpinion sidecar(String daemon) {
        var release = Once.BED.release();
        return new SidecarOpinion(Once.API, release.namespace(), release.pod(daemon));
    }

    /** Whether a letter to alice is accepted and lies in her mailbox; Dovecot is asked, so that no login is needed. */
    static boolean delivers(TestBed bed) throws Exception {
        deliver(bed);
        return true;
    }

    /** A letter that has arrived. */
    static Letter deliver(TestBed bed) throws Exception {
        Letter letter = Letter.of(ForeignServer.SENDER, "alice@example.org");
        SmtpReply reply = bed.foreignServer().send(letter);
        if (!reply.accepted()) {
            throw new IOException(reply.toString());
        }
        Eventually.until(letter.messageId() + " in alice's INBOX", Duration.ofSeconds(30), () -> lies(bed, letter));
        return letter;
    }

    /** Whether it is in the mailbox of its recipient. */
    static boolean lies(TestBed bed, Letter letter) throws Exception {
        String found = bed.kubectl()
                .exec(
                        bed.release().pod("dovecot"),
                        "dovecot",
                        "doveadm",
                        "search",
                        "-u",
                        letter.to(),
                        "mailbox",
                        "INBOX",
                        "header",
                        "Message-ID",
                        letter.messageId());
        return !found.isEmpty();
    }
}
