// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.core.config.UclKeys.Twice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UclKeysTest {

    @Test
    void findsAKeyThatStandsTwiceInOneSection() {
        assertThat(UclKeys.twice("""
                # timeout = 1;
                timeout = 5min;
                rules {
                  a { score = 1; score = 2 }
                  b { score = 1; }
                }
                "timeout": 6min;
                """)).containsExactly(new Twice("score", 4), new Twice("timeout", 7));
    }

    @Test
    void findsASectionThatStandsTwice() {
        assertThat(UclKeys.twice("symbols {\n}\nsymbols {\n}\n")).containsExactly(new Twice("symbols", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "enabled = false;",
                "worker \"a\" { count = 1 } worker \"b\" { count = 1 }",
                "a = \"x; a = 1\"; b = 'a = 2'",
                "a = [ { b = 1 }, { b = 2 } ]; c = 3",
                "a = <<EOD\na = 1\na = 2\nEOD\nb = 1",
                "/* a = 1; */ a = 1",
                ".include \"x\"\n.include \"y\"\na = 1",
                "a 1\nb 2",
                "a = one and one;\nb = one and one # and\n",
                "a one and one\nb one and one",
                "a = {b = 1} c {b = 1}",
                "}}}",
                "{{{",
                "a = [",
                "a = \"",
                "<<",
                "a = <<",
                "\\",
                "= = =",
                "a = <<\n",
            })
    void findsNothingInWhatHasNone(String text) {
        assertThat(UclKeys.twice(text)).isEmpty();
    }
}
