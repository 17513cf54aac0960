// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import io.github.tachydromos.core.config.FrontSettings.MtaSts;
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
record Clients(String path, ConfigValue host, ConfigValue webmail, ConfigValue stsMode, long stsMaxAge)
        implements Template {

    /** All of them. */
    static Stream<Clients> of(Suite suite) {
        return Stream.of("autoconfig.xml", "outlook.xml", "mobilesync.xml", "mobileconfig.xml", "mta-sts.txt")
                .map(name -> of("nginx/clients/" + name, suite));
    }

    private static Clients of(String path, Suite suite) {
        MtaSts sts = suite.front().mtaSts();
        return new Clients(
                path,
                lowerCase(suite.hostname()),
                lowerCase(suite.front().webmailHosts().getFirst()),
                new ConfigValue(sts.mode().word()),
                sts.maxAge().toSeconds());
    }

    private static ConfigValue lowerCase(String host) {
        return new ConfigValue(host.toLowerCase(Locale.ROOT));
    }
}
