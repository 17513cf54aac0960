// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.rotator.command.Arguments.Help;
import io.github.tachydromos.rotator.command.Arguments.Look;
import io.github.tachydromos.rotator.command.Arguments.Wrong;
import io.github.tachydromos.rotator.dns.NameServers;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void asksThePodsResolversForTheListedDomainsByDefault() {
        assertThat(Arguments.parse(List.of())).isEqualTo(new Look(false, NameServers.RESOLVERS, List.of()));
        assertThat(Arguments.parse(List.of("--help"))).isEqualTo(new Help());
    }

    @Test
    void takesDomainsAServerAndAFormat() {
        assertThat(Arguments.parse(List.of("-o", "json", "--server", "[2001:db8::53]:5353", "Example.org")))
                .isEqualTo(new Look(true, new NameServers("dns://[2001:db8::53]:5353"), List.of("example.org")));
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(Arguments.parse(List.of("--server", "dns://x")))
                .isEqualTo(new Wrong(
                        "--server: \"dns://x\" is not a server; write it as 192.0.2.53 or [2001:db8::53]:53"));
        assertThat(Arguments.parse(List.of("--output", "xml")))
                .isEqualTo(new Wrong("--output: \"xml\" is not a format; set text or json"));
        assertThat(Arguments.parse(List.of("--all")))
                .isEqualTo(new Wrong("\"--all\" is not a domain; write it as example.org, and see --help"));
    }
}
