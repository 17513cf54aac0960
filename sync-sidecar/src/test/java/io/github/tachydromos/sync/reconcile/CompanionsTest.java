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
    private String missing = "";
    private final Companions companions = new Companions(
            List.of(
                    new Companion("store", "nothing is remembered", false, _ -> fail(fault)),
                    new Companion("database", "nothing starts", true, _ -> fail(missing))),
            new FakeControl());

    @Test
    void saysNothingOfWhatIsThere() {
        assertThat(look()).isEmpty();
        assertThat(companions.awaited()).isEmpty();
        assertThat(companions.names()).containsExactly("store", "database");
        assertThat(companions.away()).isEmpty();
    }

    @Test
    void tellsOnceWhatIsMissingAndThatItIsBack() {
        fault = "refused";
        assertThat(look()).containsExactly(new Away("store", "refused; nothing is remembered"));
        assertThat(look()).isEmpty();
        fault = "";
        assertThat(look()).containsExactly(new Back("store"));
        assertThat(look()).isEmpty();
    }

    @Test
    void tellsAnotherFaultThanTheOneSeenBefore() {
        fault = "refused";
        look();
        fault = "still loading";

        assertThat(look()).containsExactly(new Away("store", "still loading; nothing is remembered"));
        assertThat(companions.away()).containsExactly(Map.entry("store", "still loading"));
    }

    @Test
    void looksOnlyAtWhatIsAwaitedWhereTheDaemonHasNotStarted() {
        fault = "refused";
        missing = "has no such user";

        assertThat(companions.awaited()).hasValue("database has no such user");
        assertThat(companions.news()).containsExactly(new Away("database", "has no such user; nothing starts"));
    }

    private List<Companions.News> look() {
        companions.look();
        return companions.news();
    }

    private static void fail(String fault) throws IOException {
        if (!fault.isEmpty()) {
            throw new IOException(fault);
        }
    }
}
