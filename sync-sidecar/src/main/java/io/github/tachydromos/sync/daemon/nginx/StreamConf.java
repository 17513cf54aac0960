// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.render.ConfigValue;
import io.github.tachydromos.sync.render.Template;

/** All that {@code stream.conf} may mention: where SOGo's IMAP, ManageSieve and SMTP go under TLS. */
record StreamConf(ConfigValue dovecot, ConfigValue postfix) implements Template {

    static StreamConf of(Suite suite) {
        return new StreamConf(
                new ConfigValue(suite.dovecot().internalHost()),
                new ConfigValue(suite.postfix().reinjectHost()));
    }

    @Override
    public String path() {
        return "nginx/stream.conf";
    }
}
