// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.directory.Directory;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashE2E {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final TestBed bed = RunningSuite.bed();

    @ParameterizedTest
    @ValueSource(strings = {"postfix", "dovecot"})
    void aKilledSidecarGoesOnWhereItWas(String daemon) throws Exception {
        PodState pod = fresh(daemon);
        String kept = pod.kept();
        String address = "crash-" + UUID.randomUUID() + "@example.org";

        // In the middle of work, while it starts, and with the change still to be read.
        bed.directory().add(Directory.user(address, "secret"));
        pod.killAndAwaitSuccessor("SIGKILL", "sync");
        pod.killAndAwaitSuccessor("SIGKILL", "sync");

        try {
            pod.awaitReady();
            Eventually.until(
                    "250 for " + address,
                    LIMIT,
                    () -> bed.foreignServer().rcpt(address).accepted());
            Eventually.until("mail is delivered", LIMIT, () -> RunningSuite.delivers(bed));
            assertThat(pod.kept()).isEqualTo(kept);
        } finally {
            bed.directory().deleteUser(address);
        }
    }

    @Test
    void aSidecarKilledWhileItAppliesAChangeFinishesIt() throws Exception {
        PodState pod = fresh("postfix");
        SuiteDocument document = new SuiteDocument(bed.kubectl(), bed.release());
        String good = document.read();
        try {
            document.write(good.replaceFirst("messageSizeLimitMb: \\d+", "messageSizeLimitMb: 49"));
            pod.killAndAwaitSuccessor("SIGKILL", "sync");

            Eventually.until("Postfix serves the change", LIMIT, () -> offersSize(49));
            assertThat(RunningSuite.delivers(bed)).isTrue();
        } finally {
            document.write(good);
        }
        Eventually.until("Postfix serves the first document again", LIMIT, () -> offersSize(50));
    }

    private boolean offersSize(long megabytes) throws Exception {
        try (SmtpSession session =
                SmtpSession.open(bed.endpoints().host(), bed.endpoints().ports().smtp())) {
            return session.ehlo().lines().contains("SIZE " + megabytes * 1024 * 1024);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postfix", "dovecot"})
    void containersEndedInAnyOrderComeBack(String daemon) throws Exception {
        PodState pod = fresh(daemon);
        String kept = pod.kept();

        for (List<String> order : PodState.orders(daemon)) {
            Map<String, Integer> before = new HashMap<>();
            for (String container : order) {
                before.put(container, pod.restarts(container));
            }
            for (String container : order) {
                pod.kill("SIGTERM", container);
            }
            for (String container : order) {
                Eventually.until(
                        container + " was restarted", LIMIT, () -> pod.restarts(container) > before.get(container));
            }
            pod.awaitReady();
            Eventually.until("mail is delivered", LIMIT, () -> RunningSuite.delivers(bed));
            assertThat(pod.kept()).as(order.toString()).isEqualTo(kept);
        }
    }

    /** A new pod, so that the kubelet's back-off of an earlier scenario does not count. */
    private PodState fresh(String daemon) throws Exception {
        PodState pod = new PodState(bed, bed.release().pod(daemon), daemon);
        bed.kubectl().replacePod(pod.pod(), RunningSuite.POD_LIMIT);
        Eventually.until("mail is delivered", LIMIT, () -> RunningSuite.delivers(bed));
        return pod;
    }
}
