// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import io.github.tachydromos.core.config.FrontSettings.MtaSts;
import io.github.tachydromos.core.config.SogoSettings.Modules;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.render.ConfigValue;
import io.github.tachydromos.sync.render.Template;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * All that a file may mention by which a client or a server configures itself. Domain and address are nginx's to fill in.
 *
 * @param host the mail host
 * @param webmail the host of webmail, of CalDAV, CardDAV and ActiveSync
 */
record Clients(String path, ConfigValue host, ConfigValue webmail, Modules modules, Policy policy) implements Template {

    /** What {@code mta-sts.txt} says. */
    record Policy(ConfigValue mode, long maxAge) {
        static Policy of(MtaSts sts) {
            return new Policy(new ConfigValue(sts.mode().word()), sts.maxAge().toSeconds());
        }
    }

    /** All of them. */
    static Stream<Clients> of(Suite suite) {
        return Stream.of("autoconfig.xml", "outlook.xml", "mobilesync.xml", "mobileconfig.xml", "mta-sts.txt")
                .map(name -> of("nginx/clients/" + name, suite));
    }

    private static Clients of(String path, Suite suite) {
        return new Clients(
                path,
                lowerCase(suite.hostname()),
                lowerCase(suite.front().webmailHosts().getFirst()),
                suite.sogo().modules(),
                Policy.of(suite.front().mtaSts()));
    }

    private static ConfigValue lowerCase(String host) {
        return new ConfigValue(host.toLowerCase(Locale.ROOT));
    }
}
