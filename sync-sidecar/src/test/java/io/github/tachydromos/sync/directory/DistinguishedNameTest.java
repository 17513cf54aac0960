// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.unboundid.ldap.sdk.DN;
import io.github.tachydromos.core.config.Dn;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistinguishedNameTest {
    private static final String[] PIECES = {
        "ou", "=", ",", "+", " ", "\\", "\\,", "\\2C", "\\e4", "\\ ", "#", "\"", ";", "<", ">", "a", "1.2", "ä", ".",
        "-", "dc=x"
    };

    /** A name that the document may have must not be one that the LDAP library throws at. */
    @Test
    void acceptsNoNameThatTheLibraryRefuses() {
        Random random = new Random(4);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder name = new StringBuilder("ou=");
            for (int piece = random.nextInt(8); piece >= 0; piece--) {
                name.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String text = name.toString();
            if (Dn.isOne(text)) {
                accepted++;
                assertThatCode(() -> new DN(text)).as(text).doesNotThrowAnyException();
            }
        }
        assertThat(accepted).isGreaterThan(1000);
    }
}
