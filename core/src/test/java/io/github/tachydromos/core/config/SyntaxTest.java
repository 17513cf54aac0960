// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "10.0.0.0/8\n",
                "::ffff:0:0/96",
                "::ffff:a00:1"
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
        assertThat(Relayhost.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "[smtp", "smtp:0", "smtp:70000", "$x", "smtp.example.net:25,other"})
    void refusesWhatIsNoNextHop(String text) {
        assertThat(Relayhost.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "10.42.1.0/16, 10.42.0.0/16",
        "192.0.2.1/0, 0.0.0.0/0",
        "255.255.255.255/1, 128.0.0.0/1",
        "2001:db8::1/32, 2001:db8::/32",
        "1:2:3:4:5:6:7:8/64, 1:2:3:4::/64",
        "ffff::1/1, 8000::/1"
    })
    void givesTheNetworkThatAnAddressIsIn(String text, String network) {
        assertThat(Network.parse(text).flatMap(Network::withoutHostBits)).hasValue(new Network(network));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "10.1.2.3", "10.1.2.3/32", "0.0.0.0/0", "::/0", "2001:db8::/32", "::1/128"})
    void leavesANetworkWithoutHostBitsAlone(String text) {
        assertThat(Network.parse(text).flatMap(Network::withoutHostBits)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "10.0.0.0/8, 10.42.0.0/16, true",
        "10.42.0.0/16, 10.0.0.0/8, true",
        "10.42.3.4, 10.42.0.0/16, true",
        "10.43.0.0/16, 10.42.0.0/16, false",
        "0.0.0.0/0, ::/0, false",
        "::/0, fd00::1, true",
        "fd00::/64, fd00:0:0:1::/64, false"
    })
    void seesWhatNetworksHaveInCommon(String one, String other, boolean overlap) {
        assertThat(new Network(one).overlaps(new Network(other))).isEqualTo(overlap);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "128.0.0.0/1", "10.0.0.0/7", "::/0", "2000::/3", "8000::/1"})
    void takesForTheWorldWhatNobodyOwns(String text) {
        assertThat(new Network(text).isWorldwide()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "192.0.2.1", "fc00::/7", "fd00::/8", "fe80::/10", "2001::/16", "::1"})
    void takesForOneOwnersWhatCanBe(String text) {
        assertThat(new Network(text).isWorldwide()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dc=local",
                "ou=users,dc=example,dc=org",
                "OU = users , DC=example",
                "cn=a+sn=b,dc=x",
                "cn=a\\, b\\\"c,dc=x",
                "cn=\\e2\\82\\ac,dc=x",
                "2.5.4.3=x,dc=x",
                "cn=ä ß,dc=x",
                "cn=a#b=c,dc=x"
            })
    void acceptsDistinguishedNames(String text) {
        assertThat(Dn.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "local",
                "=x",
                "ou=",
                "ou=a,",
                ",ou=a",
                "ou=a,,dc=b",
                "ou=a;dc=b",
                "ou=<a>",
                "ou=\"a\"",
                "ou=a\\",
                "ou=a\\zb",
                "ou=#00",
                "1ou=a",
                "o u=a",
                "ou=a+",
                "a_b=c"
            })
    void refusesWhatIsNoDistinguishedName(String text) {
        assertThat(Dn.isOne(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=spf1",
                "v=spf1 -all",
                "v=spf1 a:mail.example.org mx a/24 ip4:192.0.2.0/24 ip6:2001:db8::/32 include:spf.example.net ~all",
                "V=SPF1 ?exists:%{i}.spf.example.net redirect=_spf.example.net"
            })
    void acceptsSpfRecords(String text) {
        assertThat(Syntax.isSpf(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "spf1 -all",
                "v=spf2 -all",
                "v=spf1 -al",
                "v=spf1,-all",
                "v=spf1 mail.example.org -all",
                "v=spf1 ip4 -all",
                "v=spf1 a:\"x\" -all",
                "v=spf1 include:ä -all"
            })
    void refusesWhatIsNoSpfRecord(String text) {
        assertThat(Syntax.isSpf(text)).isFalse();
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ou=users,dc=x|dc=x|true",
                "OU=Users, DC=X|dc=x|true",
                "dc=x|dc=x|true",
                "dc=x|ou=users,dc=x|false",
                "ou=users,dc=xx|dc=x|false",
                "cn=a\\,dc=x|dc=x|false"
            })
    void knowsWhatIsBelowABase(String dn, String base, boolean within) {
        assertThat(Dn.isWithin(dn, base)).isEqualTo(within);
    }
}
