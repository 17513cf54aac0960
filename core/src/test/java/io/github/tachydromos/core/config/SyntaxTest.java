// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/8", "192.0.2.1", "0.0.0.0/0", "2001:db8::/32", "::1", "::", "1:2:3:4:5:6:7:8/128"})
    void acceptsNetworks(String text) {
        assertThat(Network.parse(text)).hasValue(new Network(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0/8",
                "10.0.0.256/8",
                "10.0.0.0/33",
                "10.0.0.0/08",
                "2001:db8::/129",
                "1::2::3",
                ":1",
                "1:",
                "1:2:3",
                "a",
                "10.0.0.0/8\n"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@example.org", "a.b+c@mail.example.org", "o'hara@example.org", "a=b@xn--bcher-kva.example"})
    void acceptsMailAddresses(String text) {
        assertThat(Syntax.isMailAddress(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@example.org",
                "a@example",
                "a@@example.org",
                "a b@example.org",
                ".a@example.org",
                "a..b@example.org",
                "\"a\"@example.org",
                "a@exa_mple.org",
                "a@example.org\n",
                "a@-example.org",
                "ä@example.org",
                "a@10.0.0.1"
            })
    void refusesWhatIsNoMailAddress(String text) {
        assertThat(Syntax.isMailAddress(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp.example.net", "[smtp.example.net]:587", "[192.0.2.1]:25", "smtp.example.net:25"})
    void acceptsNextHops(String text) {
        assertThat(Relayhost.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "[smtp", "smtp:0", "smtp:70000", "$x", "smtp.example.net:25,other"})
    void refusesWhatIsNoNextHop(String text) {
        assertThat(Relayhost.isOne(text)).isFalse();
    }
}
