// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidSetTest {

    @Test
    void agreesWithASetOfObjects() {
        Random random = new Random(4533);
        Set<UUID> expected = new HashSet<>();
        UuidSet set = new UuidSet();
        for (int i = 0; i < 20_000; i++) {
            // time-based UUIDs of one server differ in few bits
            UUID uuid = new UUID(random.nextInt(50_000), 0x9E09CB4904A6950AL);
            expected.add(uuid);
            set.add(uuid);
        }

        assertThat(set.size()).isEqualTo(expected.size());
        for (int i = 0; i < 50_000; i++) {
            UUID uuid = new UUID(i, 0x9E09CB4904A6950AL);
            assertThat(set.contains(uuid)).isEqualTo(expected.contains(uuid));
        }
    }

    @Test
    void takesTheNilUuid() {
        UuidSet set = new UuidSet();
        assertThat(set.contains(new UUID(0, 0))).isFalse();

        set.add(new UUID(0, 0));

        assertThat(set.contains(new UUID(0, 0))).isTrue();
        assertThat(set.size()).isEqualTo(1);
    }
}
