// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.sync.daemon.Companion;
import io.github.tachydromos.sync.reconcile.Companions.News.Away;
import io.github.tachydromos.sync.reconcile.Companions.News.Back;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompanionsTest {
    private String fault = "";
    private final Companions companions = new Companions(List.of(new Companion("store", "nothing is remembered", () -> {
        if (!fault.isEmpty()) {
            throw new IOException(fault);
        }
    })));

    @Test
    void saysNothingOfWhatIsThere() {
        assertThat(companions.look()).isEmpty();
        assertThat(companions.names()).containsExactly("store");
        assertThat(companions.away()).isEmpty();
    }

    @Test
    void tellsOnceWhatIsMissingAndThatItIsBack() {
        fault = "refused";
        assertThat(companions.look()).containsExactly(new Away("store", "refused; nothing is remembered"));
        assertThat(companions.look()).isEmpty();
        fault = "";
        assertThat(companions.look()).containsExactly(new Back("store"));
        assertThat(companions.look()).isEmpty();
    }

    @Test
    void showsTheFaultThatWasSeenLast() {
        fault = "refused";
        companions.look();
        fault = "still loading";

        assertThat(companions.look()).isEmpty();
        assertThat(companions.away()).containsExactly(Map.entry("store", "still loading"));
    }
}
