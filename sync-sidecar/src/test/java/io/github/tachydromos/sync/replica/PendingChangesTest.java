// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tachydromos.sync.replica.PendingChanges.Pending;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingChangesTest {
    @TempDir
    Path folder;

    private ReplicaFixture fixture;

    @BeforeEach
    void openReplica() throws Exception {
        fixture = new ReplicaFixture(folder);
        fixture.refresh(Entries.account("bob", "bob@example.org"));
    }

    @Test
    void aFirstRefreshLeavesNothingToForget() throws Exception {
        assertThat(PendingChanges.open(fixture.file, 1).after(0)).isEmpty();
    }

    @Test
    void outlivesTheProgramThatMadeTheChangeUntilEachDaemonHasForgotten() throws Exception {
        fixture.put(Entries.account("bob", "bob@example.org"));
        fixture.delete(Entries.uuid("bob"));

        fixture.reopen();
        var pending = PendingChanges.open(fixture.file, 2);
        var changes = pending.after(0);
        assertThat(changes)
                .extracting(Pending::login, Pending::disabled)
                .containsExactly(
                        tuple("bob@example.org", false),
                        tuple("bob@example.org", false),
                        tuple("bob@example.org", true));

        pending.forgotten(changes);
        assertThat(pending.after(0)).isEqualTo(changes);
        pending.forgotten(changes);
        assertThat(pending.after(0)).isEmpty();
    }

    @Test
    void tellsNothingOfAChangeThatIsNotCommitted() throws Exception {
        var pending = PendingChanges.open(fixture.file, 1);
        try (var transaction = fixture.replica().begin()) {
            transaction.delete(Entries.uuid("bob"));
            assertThat(pending.after(0)).isEmpty();
            transaction.commit(Optional.empty());
        }

        assertThat(pending.after(0)).extracting(Pending::disabled).containsExactly(false, true);
    }
}
