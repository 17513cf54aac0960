// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CsnCookieTest {
    private static final String EARLY = "20261124230636.457840Z#000000#000#000000";
    private static final String LATE = "20261124230637.000001Z#000000#000#000000";
    private static final String OTHER_SERVER = "20261124230000.000001Z#000000#001#000000";

    @Test
    void findsAMarkThatTheCookieHasNotReached() {
        assertThat(CsnCookie.ahead(Set.of(LATE), "rid=000,csn=" + EARLY)).containsExactly(LATE);
        assertThat(CsnCookie.ahead(Set.of(EARLY), "rid=000,csn=" + LATE)).isEmpty();
        assertThat(CsnCookie.ahead(Set.of(LATE), "rid=000,csn=" + LATE)).isEmpty();
    }

    @Test
    void comparesEachServerWithItself() {
        assertThat(CsnCookie.ahead(Set.of(EARLY, OTHER_SERVER), "rid=000,csn=" + EARLY + ";" + OTHER_SERVER))
                .isEmpty();
        assertThat(CsnCookie.ahead(Set.of(EARLY, OTHER_SERVER), "rid=000,csn=" + LATE))
                .containsExactly(OTHER_SERVER);
    }

    @Test
    void knowsNothingOfAnotherServersCookie() {
        assertThat(CsnCookie.ahead(Set.of(LATE), "ldap.example.org:389#cn=sync#42"))
                .isEmpty();
        assertThat(CsnCookie.ahead(Set.of(), "rid=000,csn=" + EARLY)).isEmpty();
    }
}
