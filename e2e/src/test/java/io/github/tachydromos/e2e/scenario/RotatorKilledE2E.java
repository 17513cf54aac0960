// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.client.ServedLeaves;
import io.github.tachydromos.e2e.cluster.ApiProxy.Answer;
import io.github.tachydromos.e2e.load.SteadyCalls;
import io.github.tachydromos.e2e.suite.IngressSecret;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The cert-rotator is killed while it shares a new certificate and renews those of its own authorities. */
class RotatorKilledE2E {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    // Longer than all steps of one pass take.
    private static final Duration STEPS = Duration.ofMillis(1500);
    private static final Chance CHANCE = Chance.of("RotatorKilledE2E");

    private static final TestBed BED = RunningSuite.bed();
    private static final IngressSecret INGRESS = IngressSecret.of(BED);
    private static final SuiteObject SUITE = SuiteObject.ofTheRunningSuite();
    private static final IssuedLeaves OTHERS =
            new IssuedLeaves(BED, List.of("postfix-tls", "dovecot-tls", "openldap-tls", "webhook-tls"));

    private SteadyCalls visitors;
    private SteadyCalls admission;
    private SteadyMail mail;

    @BeforeEach
    void visit() throws Exception {
        String good = SUITE.document();
        visitors = SteadyCalls.start("visit of six TLS ports", 3, INGRESS::served);
        admission = SteadyCalls.start("admission", 5, () -> {
            Answer answer = SUITE.tryReplace(good);
            if (!answer.ok()) {
                throw new IOException(answer.toString());
            }
        });
        mail = SteadyMail.start(BED);
    }

    @RepeatedTest(2)
    void thereIsAlwaysACertificateAndInTheEndTheNewOne(RepetitionInfo round) throws Exception {
        PodState rotator = rotator();
        var restarts = rotator.restarts();
        PodState.Shot shot = rotator.aim("KILL", "cert-rotator");
        List<String> before = OTHERS.now();

        X509Certificate leaf = INGRESS.bring();
        OTHERS.rotate();
        Duration moment = CHANCE.upTo(STEPS);
        Eventually.pass(moment);
        shot.fire();

        Duration wait = Eventually.until(
                "the new certificate is served on all six ports",
                LIMIT,
                () -> ServedLeaves.allAre(leaf, BED.endpoints(), BED.tls()));
        Eventually.until("each other certificate is a new one", LIMIT, () -> OTHERS.haveAllChanged(before));
        rotator.awaitSuccessors(List.of("cert-rotator"), restarts, LIMIT);
        System.out.println("round " + round.getCurrentRepetition() + ": killed " + moment.toMillis()
                + " ms after the order, served after " + wait.toMillis() + " ms more");
    }

    private static PodState rotator() throws Exception {
        return new PodState(BED, RunningSuite.api(), BED.kubectl().podOf("cert-rotator"), "cert-rotator");
    }

    @AfterEach
    void nobodyMissedIt() throws Exception {
        visitors.close();
        admission.close();
        System.out.println(visitors + "; " + admission);
        assertThat(visitors.failures()).isEmpty();
        assertThat(admission.failures()).isEmpty();
        mail.assertFlowed();
    }
}
