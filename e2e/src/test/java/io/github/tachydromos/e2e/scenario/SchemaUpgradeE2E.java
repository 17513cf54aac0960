// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.ApiProxy.Answer;
import io.github.tachydromos.e2e.cluster.Helm;
import io.github.tachydromos.e2e.cluster.Workspace;
import io.github.tachydromos.e2e.suite.TestBed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade whose document the old programs do not know, and the way back. */
class SchemaUpgradeE2E {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int FEW = 5;
    private static final Workspace WORKSPACE = Workspace.find();
    private static final Path VALUES = WORKSPACE.path("e2e/demo-values.yaml");

    private final TestBed bed = RunningSuite.bed();
    private final SuiteObject suite = SuiteObject.ofTheRunningSuite();
    private final String present = "schema: " + Suite.SCHEMA + "\n";
    private final String coming = "schema: " + NextVersion.SCHEMA + "\n";

    @Test
    void neitherTheUpgradeNorTheRollbackLosesAMail(@TempDir Path folder) throws Exception {
        NextVersion next = NextVersion.of(WORKSPACE, folder);
        // A rollback goes to the revision before, and other tests leave refused ones.
        Helm.in(WORKSPACE).install(bed.release(), VALUES);
        String good = suite.document();
        try (MailExchanger mail = MailExchanger.start(bed)) {
            assertThat(judged(good.replace(present, coming))).contains("schema: 2 is not judged by this version");
            long start = System.nanoTime();
            Helm.of(next.chart()).install(bed.release(), VALUES);
            awaitRollout();
            Duration upgraded = Duration.ofNanos(System.nanoTime() - start);

            assertThat(suite.document()).isEqualTo(good.replace(present, coming));
            assertThat(refusals()).allMatch(List::isEmpty);
            awaitVerdict(
                    suite.document().replaceFirst("hostname: .*", "hostname: mail"),
                    "hostname: \"mail\" is not a fully qualified host name");
            awaitVerdict(good, "schema: 1 is not judged by this version, which knows 2");
            // All pods at once on one node: the way back is another pause of its own.
            Eventually.until("the letters that waited are accepted", LIMIT, () -> mail.waiting() < FEW);

            Helm.in(WORKSPACE).rollback(bed.release());
            awaitRollout();

            assertThat(suite.document()).isEqualTo(good);
            assertThat(refusals()).allMatch(List::isEmpty);
            assertThat(mail.failures()).isEmpty();
            // What was accepted while the Dovecot pod was replaced waits for Postfix's next try, a minute later.
            bed.kubectl().exec(bed.release().pod("postfix"), "postfix", "postqueue", "-f");
            Eventually.until(
                    "each accepted letter is in the mailbox",
                    LIMIT,
                    () -> mail.missing().isEmpty());
            System.out.println("upgrade " + upgraded.toSeconds() + " s, there and back "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s; " + mail.sent() + " letters");
        }
    }

    /** What the webhook says of a document: it judges its own schema only. */
    private String judged(String document) throws Exception {
        Answer answer = suite.tryReplace(document);
        return answer.ok() ? String.join("\n", answer.warnings()) : String.join("\n", SuiteObject.findings(answer));
    }

    /** A pod of the old version answers while it ends. */
    private void awaitVerdict(String document, String verdict) throws Exception {
        Eventually.until(
                "the next version says: " + verdict,
                LIMIT,
                () -> judged(document).contains(verdict));
    }

    /** What the sidecars have against the document that is in the cluster. */
    private List<List<String>> refusals() throws Exception {
        return List.of(
                RunningSuite.sidecar("postfix").refused(),
                RunningSuite.sidecar("dovecot").refused());
    }

    private void awaitRollout() throws Exception {
        for (String workload : List.of(
                "deployment/" + bed.release().object("webhook"),
                "deployment/" + bed.release().object("cert-rotator"),
                "statefulset/" + bed.release().object("openldap"),
                "statefulset/" + bed.release().object("postfix"),
                "statefulset/" + bed.release().object("dovecot"),
                "statefulset/" + bed.release().object("rspamd"),
                "statefulset/" + bed.release().object("clamav"),
                "statefulset/" + bed.release().object("postgresql"),
                "deployment/" + bed.release().object("sogo"))) {
            bed.kubectl().run("rollout", "status", workload, "--timeout=" + LIMIT.toSeconds() + "s");
        }
    }

    @AfterEach
    void bringTheWorkTreeBack() throws Exception {
        if (!suite.document().contains(present)) {
            Helm.in(WORKSPACE).install(bed.release(), VALUES);
            awaitRollout();
        }
    }
}
