// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.sync.daemon.TlsPort;
import io.github.tachydromos.sync.publish.GenerationStore;
import io.github.tachydromos.sync.reconcile.SyncResult.KeptLastKnownGood;
import io.github.tachydromos.sync.reconcile.SyncResult.NothingGood;
import io.github.tachydromos.sync.reconcile.SyncResult.Starting;
import io.github.tachydromos.sync.reconcile.SyncResult.Unchanged;
import io.github.tachydromos.sync.reconcile.SyncResult.Verified;
import io.github.tachydromos.sync.reconcile.SyncResult.Verifying;
import io.github.tachydromos.sync.reconcile.SyncResult.Waiting;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonReconcilerTest {
    private static final TestPairs AUTHORITY = new TestPairs();

    @TempDir
    Path folder;

    private final FakeDaemon daemon = new FakeDaemon();
    private final FakeControl control = new FakeControl();
    private Instant now = Instant.parse("2026-11-24T00:00:00Z");
    private DaemonReconciler reconciler;

    @BeforeEach
    void newProcess() throws IOException {
        reconciler = new DaemonReconciler(
                daemon,
                control,
                new GenerationStore(folder),
                new Observer(daemon, new Companions(daemon.companions(), control), () -> now),
                () -> now);
    }

    @Test
    void checksBeforeItPromotesAndVerifiesBeforeItIsGood() throws IOException {
        assertThat(pass("a")).isEqualTo(new Verifying(1));
        assertThat(control.calls).containsExactly("check 1", "promote 1");
        assertThat(new GenerationStore(folder).good()).isEmpty();

        assertThat(pass("a")).isEqualTo(new Verified(1));
        assertThat(new GenerationStore(folder).good()).isPresent();
        assertThat(pass("a")).isEqualTo(new Unchanged(1));
    }

    @Test
    void neverStartsADaemonOnARefusedTree() throws IOException {
        control.checkOutput = "unknown parameter";

        assertThat(pass("a")).isEqualTo(new NothingGood("check refused it: unknown parameter"));
        assertThat(control.calls).containsExactly("check 1");
    }

    @Test
    void reloadsOnAChange() throws IOException {
        good("a");

        assertThat(pass("b")).isEqualTo(new Verifying(2));
        assertThat(control.calls).endsWith("check 2", "promote 2", "reload");
    }

    @Test
    void restartsWhereAReloadIsNotEnough() throws IOException {
        good("a");
        daemon.change = FakeDaemon.Change.RESTART;

        pass("b");

        assertThat(control.calls).endsWith("promote 2", "restart");
    }

    @Test
    void keepsLastKnownGoodWhenTheCheckRefuses() throws IOException {
        good("a");
        control.checkOutput = "bad";

        assertThat(pass("b")).isEqualTo(new KeptLastKnownGood(1, "check refused it: bad"));
        assertThat(control.promoted).hasValue(1);
    }

    @Test
    void goesBackWhenTheNewTreeDoesNotServe() throws IOException {
        good("a");
        daemon.fault = "no banner";

        assertThat(pass("b")).isEqualTo(new Verifying(2));
        assertThat(pass("b")).isEqualTo(new Verifying(2));
        now = now.plus(Duration.ofMinutes(1));

        assertThat(pass("b")).isEqualTo(new KeptLastKnownGood(1, "it did not serve, banner: no banner"));
        assertThat(control.calls).endsWith("promote 1", "restart");
        assertThat(new GenerationStore(folder).live().orElseThrow().id()).isEqualTo(1);
    }

    @Test
    void keepsSessionsOnTheWayBackFromACertificate() throws IOException {
        RenderedTree renewed = FakeDaemon.tree("a", AUTHORITY.leaf("new"));
        TlsBundle old = AUTHORITY.leaf("old");
        good(FakeDaemon.tree("a", old));
        daemon.ports = List.of(new TlsPort(993, old::leaf));

        pass(renewed);
        assertThat(pass(renewed)).isEqualTo(new Verifying(2));
        now = now.plus(Duration.ofMinutes(1));

        assertThat(pass(renewed)).isInstanceOf(KeptLastKnownGood.class);
        assertThat(control.calls).endsWith("promote 2", "reload", "promote 1", "reload");
    }

    @Test
    void looksOnlyWhenAReloadHasSettled() throws IOException {
        good("a");
        pass("b");

        assertThat(reconciler.reconcile(Optional.of(FakeDaemon.tree("b")))).isEqualTo(new Verifying(2));
        assertThat(pass("b")).isEqualTo(new Verified(2));
    }

    @Test
    void triesARefusedTreeAgainOnlyAfterAWhileEvenInANewProcess() throws IOException {
        good("a");
        control.checkOutput = "bad";
        pass("b");
        control.checkOutput = "";
        control.calls.clear();

        newProcess();
        assertThat(pass("b")).isEqualTo(new KeptLastKnownGood(1, "check refused it: bad"));
        assertThat(control.calls).isEmpty();

        now = now.plus(Duration.ofSeconds(6));
        assertThat(pass("b")).isInstanceOf(Verifying.class);
    }

    @Test
    void handsTheGoodTreeToANewContainerWithoutANewGeneration() throws IOException {
        good("a");
        control.containerRestarted();
        control.calls.clear();

        assertThat(pass("a")).isEqualTo(new Waiting("started on generation 1"));
        assertThat(control.calls).containsExactly("promote 1");
        assertThat(pass("a")).isEqualTo(new Unchanged(1));
    }

    @Test
    void changesNothingUnderADaemonThatIsJustStarting() throws IOException {
        good("a");
        control.running = false;
        control.calls.clear();

        assertThat(pass("b")).isEqualTo(new Starting());
        assertThat(control.calls).isEmpty();

        control.running = true;
        assertThat(pass("b")).isEqualTo(new Verifying(2));
        assertThat(control.calls).endsWith("check 2", "promote 2", "reload");
    }

    @Test
    void goesOnWithTheGoodTreeWhenNothingIsWanted() throws IOException {
        good("a");
        newProcess();
        control.containerRestarted();

        reconciler.reconcile(Optional.empty());

        assertThat(control.promoted).hasValue(1);
        assertThat(reconciler.reconcile(Optional.empty())).isEqualTo(new Unchanged(1));
    }

    @Test
    void finishesWhatAKilledProcessBegan() throws IOException {
        good("a");
        pass("b");

        newProcess();
        pass("b");

        assertThat(control.calls).endsWith("check 2", "promote 2", "reload").doesNotContain("restart");
        assertThat(pass("b")).isEqualTo(new Verified(2));
        assertThat(new GenerationStore(folder).good().orElseThrow().tree()).isEqualTo(FakeDaemon.tree("b"));
    }

    @Test
    void finishesWhatAKilledProcessBeganBeforeItKnowsWhatIsWanted() throws IOException {
        good("a");
        pass("b");

        newProcess();
        assertThat(reconciler.reconcile(Optional.empty())).isEqualTo(new Verifying(2));

        assertThat(control.calls).endsWith("promote 2", "reload", "reload").doesNotContain("restart");
        assertThat(pass("b")).isEqualTo(new Verified(2));
    }

    @Test
    void leavesWhatAKilledProcessBeganIfTheGoodTreeIsWantedAgain() throws IOException {
        good("a");
        pass("b");

        newProcess();
        pass("a");

        assertThat(control.promoted).hasValue(1);
        assertThat(pass("a")).isEqualTo(new Unchanged(1));
    }

    @Test
    void leavesWhatAKilledProcessBeganIfItDoesNotServe() throws IOException {
        good("a");
        daemon.fault = "no banner";
        pass("b");
        newProcess();
        reconciler.reconcile(Optional.empty());
        now = now.plus(Duration.ofMinutes(1));

        assertThat(reconciler.reconcile(Optional.empty())).isInstanceOf(KeptLastKnownGood.class);
        assertThat(control.promoted).hasValue(1);
    }

    @Test
    void doesNotGoOnWithATreeThatItsKilledProcessGaveUp() throws IOException {
        good("a");
        daemon.fault = "no banner";
        pass("b");
        now = now.plus(Duration.ofMinutes(1));
        control.promoteFails = true;
        assertThatThrownBy(() -> pass("b")).hasMessageContaining("did not take generation 1");
        control.promoteFails = false;

        newProcess();
        reconciler.reconcile(Optional.empty());

        assertThat(control.promoted).hasValue(1);
    }

    @Test
    void reloadsWhenTheWishChangesDuringVerification() throws IOException {
        good("a");
        pass("b");
        now = now.plus(Duration.ofSeconds(31));

        assertThat(pass("c")).isEqualTo(new Verifying(3));
        assertThat(control.calls).endsWith("promote 3", "reload").doesNotContain("restart");
    }

    @Test
    void remembersTheFailureEvenIfTheWayBackFails() throws IOException {
        good("a");
        daemon.fault = "no banner";
        pass("b");
        now = now.plus(Duration.ofMinutes(1));
        control.restartFails = true;

        assertThatThrownBy(() -> pass("b")).hasMessageContaining("did not take over");
        assertThat(new GenerationStore(folder).failure()).isPresent();

        control.restartFails = false;
        pass("b");
        assertThat(control.promoted).hasValue(1);
    }

    @Test
    void givesATreeThatIsRefusedAgainAndAgainOneNumber() throws IOException {
        good("a");
        control.checkOutput = "bad";
        for (int i = 0; i < 4; i++) {
            pass("b");
            now = now.plus(Duration.ofHours(1));
        }

        assertThat(control.calls).endsWith("check 2", "check 2", "check 2", "check 2");
    }

    @Test
    void reloadsNoMoreThanOnceInThirtySeconds() throws IOException {
        good("a");
        pass("b");
        pass("b");

        assertThat(pass("c")).isInstanceOf(Waiting.class);
        now = now.plus(Duration.ofSeconds(31));
        assertThat(pass("c")).isInstanceOf(Verifying.class);
    }

    @Test
    void givesNoTreeUpWhileTheDaemonWaitsForWhatItNeeds() throws IOException {
        daemon.fault = "nobody listens";
        control.seen = "refuses the password";
        pass("a");

        now = now.plus(Duration.ofSeconds(31));
        assertThat(pass("a")).isEqualTo(new Waiting("generation 1 waits for store refuses the password"));
        now = now.plus(Duration.ofMinutes(10));
        assertThat(pass("a")).isInstanceOf(Waiting.class);

        control.seen = "";
        assertThat(pass("a")).isInstanceOf(Verifying.class);
        daemon.fault = "";
        assertThat(pass("a")).isEqualTo(new Verified(1));
        assertThat(control.calls).containsExactly("check 1", "promote 1");
    }

    @Test
    void givesATreeUpThatDoesNotServeThoughNothingIsMissing() throws IOException {
        daemon.fault = "nobody listens";
        control.seen = "is away";
        pass("a");
        now = now.plus(Duration.ofSeconds(31));
        pass("a");

        control.seen = "";
        now = now.plus(Duration.ofSeconds(31));

        assertThat(pass("a")).isEqualTo(new NothingGood("it did not serve, banner: nobody listens"));
    }

    private void good(String content) throws IOException {
        good(FakeDaemon.tree(content));
    }

    private void good(RenderedTree tree) throws IOException {
        pass(tree);
        assertThat(pass(tree)).isInstanceOf(Verified.class);
    }

    private SyncResult pass(String content) throws IOException {
        return pass(FakeDaemon.tree(content));
    }

    /** Some time lies between two passes. */
    private SyncResult pass(RenderedTree tree) throws IOException {
        now = now.plus(Duration.ofMillis(300));
        return reconciler.reconcile(Optional.of(tree));
    }
}
