// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(PendingChanges.open(fixture.file).next().isEmpty()).isTrue();
    }

    @Test
    void outlivesTheProgramThatMadeTheChangeUntilItIsDone() throws Exception {
        fixture.put(Entries.account("bob", "bob@example.org"));
        fixture.delete(Entries.uuid("bob"));

        fixture.reopen();
        var pending = PendingChanges.open(fixture.file);
        var batch = pending.next();
        assertThat(batch.stale()).containsExactly("bob@example.org");
        assertThat(batch.disabled()).containsExactly("bob@example.org");

        pending.done(batch);
        assertThat(pending.next().isEmpty()).isTrue();
    }

    @Test
    void tellsNothingOfAChangeThatIsNotCommitted() throws Exception {
        var pending = PendingChanges.open(fixture.file);
        try (var transaction = fixture.replica().begin()) {
            transaction.delete(Entries.uuid("bob"));
            assertThat(pending.next().isEmpty()).isTrue();
            transaction.commit(Optional.empty());
        }

        assertThat(pending.next().disabled()).containsExactly("bob@example.org");
    }
}
