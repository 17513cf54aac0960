// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.forget;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.sync.daemon.DirectoryChange;
import io.github.tachydromos.sync.forget.ForgetLoop.Next;
import io.github.tachydromos.sync.replica.Account;
import io.github.tachydromos.sync.replica.DirectoryReplica;
import io.github.tachydromos.sync.replica.EntryId;
import io.github.tachydromos.sync.replica.MassDeleteGuard;
import io.github.tachydromos.sync.replica.PendingChanges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgetLoopTest {
    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

    @TempDir
    Path folder;

    private final Daemon dovecot = new Daemon();
    private final Daemon other = new Daemon();
    private Instant now = START;
    private DirectoryReplica replica;
    private PendingChanges pending;
    private ForgetLoop loop;
    private ForgetLoop otherLoop;

    /** Chokes on some logins, remembers which it was told of otherwise. */
    private static final class Daemon implements Forgetful {
        final Set<String> poison = new HashSet<>();
        final List<String> forgotten = new ArrayList<>();
        final List<String> ended = new ArrayList<>();

        @Override
        public void forget(DirectoryChange change) throws IOException {
            if (change.changed().stream().anyMatch(poison::contains)) {
                throw new IOException("choked");
            }
            forgotten.addAll(new TreeSet<>(change.changed()));
            ended.addAll(change.disabled());
        }
    }

    @BeforeEach
    void openReplica() throws SQLException, IOException {
        Path file = folder.resolve("directory.sqlite");
        replica = DirectoryReplica.open(
                file, Optional.empty(), MassDeleteGuard.withDefaults(folder.resolve("allow-mass-delete")));
        try (var refresh = replica.begin()) {
            refresh.commitRefresh(Optional.empty());
        }
        pending = PendingChanges.open(file, 2);
        loop = new ForgetLoop("dovecot", dovecot, pending, () -> now);
        otherLoop = new ForgetLoop("other", other, pending, () -> now);
    }

    @Test
    void tellsTheDaemonOnceAndThenWaits() throws Exception {
        change("alice");

        assertThat(loop.step()).isEqualTo(Next.AT_ONCE);
        assertThat(loop.step()).isEqualTo(Next.WHEN_WOKEN);
        assertThat(dovecot.forgotten).containsExactly("alice");
    }

    @Test
    void letsLaterChangesPassWhatADaemonDoesNotTake() throws Exception {
        dovecot.poison.add("mallory");
        change("mallory");
        assertThat(loop.step()).isEqualTo(Next.AFTER_A_PAUSE);

        change("alice");
        end("bob");
        untilItPauses(loop);

        assertThat(dovecot.forgotten).contains("alice", "bob");
        assertThat(dovecot.ended).containsExactly("bob");
    }

    @Test
    void partsTheOthersOfABatchFromTheLoginADaemonChokesOn() throws Exception {
        dovecot.poison.add("u07");
        change(IntStream.range(0, 20).mapToObj("u%02d"::formatted).toArray(String[]::new));

        untilItPauses(loop);

        assertThat(dovecot.forgotten).hasSize(19).doesNotContain("u07");
        assertThat(loop.backlog()).isEqualTo(new Backlog(1, START, "choked"));
    }

    @Test
    void holdsUpNoOtherDaemon() throws Exception {
        dovecot.poison.add("mallory");
        change("mallory");
        untilItPauses(loop);

        otherLoop.step();

        assertThat(other.forgotten).containsExactly("mallory");
        assertThat(otherLoop.backlog()).isEqualTo(Backlog.NONE);
    }

    @Test
    void goesOnTryingAndTellsSinceWhen() throws Exception {
        dovecot.poison.add("mallory");
        change("mallory");
        untilItPauses(loop);
        now = now.plus(Duration.ofHours(1));
        change("alice");
        untilItPauses(loop);
        assertThat(loop.backlog()).isEqualTo(new Backlog(1, START, "choked"));

        dovecot.poison.clear();
        loop.step();

        assertThat(dovecot.forgotten).contains("mallory");
        assertThat(loop.backlog()).isEqualTo(Backlog.NONE);
    }

    @Test
    void keepsOverARestartWhatOneDaemonHasNotForgotten() throws Exception {
        dovecot.poison.add("mallory");
        change("mallory", "alice");
        untilItPauses(loop);
        while (otherLoop.step() == Next.AT_ONCE) {}

        assertThat(pending.after(0)).extracting(PendingChanges.Pending::login).containsExactly("mallory");
    }

    private static void untilItPauses(ForgetLoop loop) {
        for (int steps = 0; loop.step() != Next.AFTER_A_PAUSE; steps++) {
            assertThat(steps).as("steps without a pause").isLessThan(100);
        }
    }

    private void change(String... logins) throws SQLException, IOException {
        put(true, logins);
    }

    private void end(String login) throws SQLException, IOException {
        put(true, login);
        put(false, login);
    }

    private void put(boolean active, String... logins) throws SQLException, IOException {
        try (var transaction = replica.begin()) {
            for (String login : logins) {
                UUID uuid = UUID.nameUUIDFromBytes(login.getBytes(StandardCharsets.UTF_8));
                transaction.put(new Account(
                        new EntryId(uuid, "cn=" + login, active ? "1" : "2"),
                        login,
                        new TreeSet<>(),
                        new Account.Rights(active, false, false),
                        0));
            }
            transaction.commit(Optional.empty());
        }
    }
}
