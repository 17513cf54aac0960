// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import static io.github.tachydromos.e2e.scenario.PodState.SYNC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.check.Together;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both mail pods are hit in each round, so that the waiting for the kubelet is done once. */
@TestInstance(Lifecycle.PER_CLASS)
class CrashE2E {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String PROXY = "haproxy";

    private final TestBed bed = RunningSuite.bed();
    private final Chance chance = Chance.of("CrashE2E");
    private final List<PodState> pods = List.of(RunningSuite.pod("postfix"), RunningSuite.pod("dovecot"));
    private final SuiteDocument document = new SuiteDocument(bed.kubectl(), bed.release());
    private String good = "";
    private Letter before;

    /**
     * What a sidecar is at when it is killed, and for how long that lasts at most. Before START it is killed while idle.
     * TREE comes right after another kill: a sidecar that has not reloaded yet applies a change at once.
     */
    enum Moment {
        DIRECTORY(1000),
        START(2500),
        TREE(3000);

        private final Duration longest;

        Moment(long milliseconds) {
            this.longest = Duration.ofMillis(milliseconds);
        }
    }

    @BeforeAll
    void remember() throws Exception {
        good = document.read();
        before = RunningSuite.deliver(bed);
    }

    @ParameterizedTest
    @EnumSource
    void aSidecarKilledAtAnyMomentGoesOnWhereItWas(Moment moment) throws Exception {
        List<String> kept = kept(moment);

        switch (moment) {
            case DIRECTORY -> killWhileAccountsChange();
            case START -> killWhileIdleAndAgainWhileItStarts();
            case TREE -> killWhileATreeIsApplied(changed());
        }

        mailGoesOn();
        assertThat(kept(moment)).isEqualTo(kept);
    }

    /** What must be the same afterwards: replica and generation of each pod, or only the replica where the tree is new. */
    private List<String> kept(Moment moment) throws Exception {
        List<String> kept = new ArrayList<>();
        for (PodState pod : pods) {
            kept.add(moment == Moment.TREE ? pod.replica() : pod.kept());
        }
        return kept;
    }

    /** Kills the sidecar of each pod at a moment of its own and waits until both work again. */
    private void kill(Moment moment) throws Exception {
        List<Together.Step> all = new ArrayList<>();
        for (PodState pod : pods) {
            PodState.Shot shot = pod.aim("SIGKILL", SYNC);
            Duration delay = chance.upTo(moment.longest);
            System.out.println(moment + ": " + pod.pod() + " after " + delay.toMillis() + " ms");
            all.add(() -> {
                Map<String, Integer> restarts = pod.restarts();
                Eventually.pass(delay);
                shot.fire();
                if (moment == Moment.TREE) {
                    System.out.println(pod.kept().replace('\n', ' '));
                }
                pod.awaitSuccessors(List.of(SYNC), restarts, LIMIT);
                restarts.merge(SYNC, 1, Integer::sum);
                assertThat(pod.restarts()).as("nothing else was restarted").isEqualTo(restarts);
            });
        }
        Together.run(all);
    }

    private void killWhileIdleAndAgainWhileItStarts() throws Exception {
        List<Together.Step> first = new ArrayList<>();
        for (PodState pod : pods) {
            int before = pod.restarts().getOrDefault(SYNC, 0);
            Duration delay = chance.upTo(Duration.ofMillis(500));
            first.add(() -> {
                Eventually.pass(delay);
                pod.kill("SIGKILL", SYNC);
                pod.awaitStart(SYNC, before, LIMIT);
            });
        }
        Together.run(first);
        kill(Moment.START);
    }

    /** Changes something that Postfix announces and something that Dovecot is told. */
    private String changed() {
        return good.replaceFirst("messageSizeLimitMb: \\d+", "messageSizeLimitMb: 49")
                .replaceFirst("postmasterEmail: \\S+", "postmasterEmail: alice@example.org");
    }

    private void killWhileATreeIsApplied(String text) throws Exception {
        document.write(text);
        kill(Moment.TREE);

        Eventually.until(
                "Postfix serves the change", LIMIT, () -> text.contains("messageSizeLimitMb: " + offeredSize()));
        Eventually.until("Dovecot has the change", LIMIT, () -> text.contains("postmasterEmail: " + postmaster()));
        Eventually.until("each daemon's generation is good", LIMIT, this::allGood);
    }

    /** In MB. */
    private long offeredSize() throws Exception {
        try (SmtpSession session =
                SmtpSession.open(bed.endpoints().host(), bed.endpoints().ports().smtp())) {
            return session.ehlo().lines().stream()
                    .filter(line -> line.startsWith("SIZE "))
                    .mapToLong(line -> Long.parseLong(line.substring("SIZE ".length())) / 1024 / 1024)
                    .sum();
        }
    }

    private String postmaster() throws Exception {
        return bed.kubectl().exec(bed.release().pod("dovecot"), "dovecot", "doveconf", "-h", "postmaster_address");
    }

    private boolean allGood() throws Exception {
        for (PodState pod : pods) {
            if (!pod.isOnItsGoodGeneration()) {
                return false;
            }
        }
        return true;
    }

    private void killWhileAccountsChange() throws Exception {
        ManyAccounts accounts =
                new ManyAccounts(bed, UUID.randomUUID().toString().substring(0, 8));
        try {
            Together.run(List.of(accounts::change, () -> kill(Moment.DIRECTORY)));

            Eventually.until("every account that was added receives", LIMIT, accounts::allAdded);
            Eventually.until("no account that was deleted receives", LIMIT, accounts::allDeleted);
        } finally {
            accounts.remove();
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void containersEndedInAnyOrderComeBack(List<String> postfix, List<String> dovecot) throws Exception {
        List<List<String>> orders = List.of(postfix, dovecot);
        List<Together.Step> all = new ArrayList<>();
        for (int i = 0; i < pods.size(); i++) {
            PodState pod = pods.get(i);
            List<String> order = orders.get(i);
            List<Duration> gaps = order.stream()
                    .map(name -> chance.upTo(Duration.ofMillis(1500)))
                    .toList();
            System.out.println(pod.pod() + ": " + order + " after " + gaps);
            all.add(() -> endInOrder(pod, order, gaps));
        }

        Together.run(all);

        mailGoesOn();
    }

    /** New mail arrives, and in the mailbox that held the mail of before. */
    private void mailGoesOn() throws Exception {
        Eventually.until("mail is delivered", LIMIT, () -> RunningSuite.delivers(bed));
        assertThat(RunningSuite.lies(bed, before)).isTrue();
    }

    private static void endInOrder(PodState pod, List<String> order, List<Duration> gaps) throws Exception {
        String kept = pod.kept();
        Map<String, Integer> before = pod.restarts();
        for (int i = 0; i < order.size(); i++) {
            PodState.Shot shot = pod.aim("SIGTERM", order.get(i));
            Eventually.pass(gaps.get(i));
            shot.fire();
        }
        pod.awaitSuccessors(order, before, LIMIT);
        assertThat(pod.kept()).as(pod.pod() + " " + order).isEqualTo(kept);
    }

    /** Each order of the Postfix pod's containers, HAProxy at a place by chance, beside one of the Dovecot pod's two. */
    private List<Arguments> orders() throws Exception {
        Map<List<String>, List<List<String>>> postfix = pods.getFirst().orders().stream()
                .collect(Collectors.groupingBy(order ->
                        order.stream().filter(name -> !name.equals(PROXY)).toList()));
        List<List<String>> dovecot = pods.getLast().orders();
        List<Arguments> all = new ArrayList<>();
        for (List<List<String>> alike : postfix.values()) {
            all.add(Arguments.of(alike.get(chance.below(alike.size())), dovecot.get(all.size() % dovecot.size())));
        }
        return all;
    }

    @AfterAll
    void mend() throws Exception {
        document.write(good);
    }
}
