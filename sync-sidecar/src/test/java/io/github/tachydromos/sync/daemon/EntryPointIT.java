// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.Eventually;
import io.github.tachydromos.sync.daemon.DaemonContainer.Ending;
import io.github.tachydromos.sync.daemon.dovecot.DovecotDaemon;
import io.github.tachydromos.sync.daemon.dovecot.ReplicaOfTheSeed;
import io.github.tachydromos.sync.daemon.dovecot.SuiteTrees;
import io.github.tachydromos.sync.daemon.postfix.PostfixDaemon;
import io.github.tachydromos.sync.render.RenderedTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A container may be told to end at any moment of its life; a SIGTERM that got lost costs the pod its whole grace
 * period and the daemon an orderly end. {@code -Drounds=200} looks closer.
 */
class EntryPointIT {
    private static final int ROUNDS = Integer.getInteger("rounds", 1);
    private static final int MAILS = 5;
    private static final Duration LATEST = Duration.ofMillis(1500);

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private final Random random = new Random();

    /** What goes on while the signal comes. */
    private enum Moment {
        START,
        RESTART,
        CHECK,
        WAIT_FOR_A_TREE,
        PROMOTION
    }

    @Test
    void endsPostfixAtAnyMomentAndKeepsTheQueue() throws Exception {
        try (var container = new DaemonContainer("postfix", folder)) {
            RenderedTree tree = new SuiteTrees().of(new PostfixDaemon());
            begin(container, tree);
            String send =
                    "for i in $(seq " + MAILS + "); do echo hello | sendmail -f a@example.org alice@example.org; done";
            container.shell(send);
            container.end();

            endAtAllMoments(container, tree);

            container.startAgain();
            Eventually.shows(
                    "the whole queue", () -> container.shell("postqueue -j | wc -l"), String.valueOf(MAILS)::equals);
        }
    }

    @Test
    void endsDovecotAtAnyMoment() throws Exception {
        try (var container = new DaemonContainer("dovecot", folder)) {
            RenderedTree tree = new SuiteTrees().of(new DovecotDaemon("/nowhere"));
            begin(container, tree);
            container.end();

            endAtAllMoments(container, tree);
        }
    }

    private static void begin(DaemonContainer container, RenderedTree tree) throws Exception {
        ReplicaOfTheSeed.write(container);
        container.start();
        container.promote(tree);
        container.awaitRunning();
    }

    private void endAtAllMoments(DaemonContainer container, RenderedTree tree) throws Exception {
        for (Moment moment : Moment.values()) {
            List<Ending> endings = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                bringTo(moment, container, tree);
                LockSupport.parkNanos(random.nextLong(LATEST.toNanos()));
                endings.add(container.end());
            }
            assertThat(endings)
                    .as(moment + " " + endings)
                    .extracting(Ending::code)
                    .containsOnly(0);
            endings.sort(Comparator.comparing(Ending::took));
            System.out.printf(
                    "%s, %s: %d times, ended within %d ms (median), %d ms (longest)%n",
                    container.daemon(),
                    moment,
                    ROUNDS,
                    endings.get(ROUNDS / 2).took().toMillis(),
                    endings.getLast().took().toMillis());
        }
    }

    private static void bringTo(Moment moment, DaemonContainer container, RenderedTree tree) throws Exception {
        switch (moment) {
            case START -> container.startAgain();
            case RESTART -> {
                container.startAgain();
                container.awaitRunning();
                container.ask(DaemonControl::restart);
            }
            case CHECK -> {
                container.startAgain();
                container.awaitRunning();
                container.ask(control -> control.check(1));
            }
            case WAIT_FOR_A_TREE -> {
                container.loseTheTree();
                container.startAgain();
            }
            case PROMOTION -> {
                container.loseTheTree();
                container.startAgain();
                container.promote(tree);
            }
        }
    }
}
