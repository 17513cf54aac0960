// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import io.github.tachydromos.core.config.SogoSettings.Modules;
import io.github.tachydromos.sync.render.Template;

/** All that {@code webmail.conf} may mention: which of SOGo's doors are open. */
record WebmailConf(boolean dav, boolean activeSync) implements Template {

    static WebmailConf of(Modules modules) {
        return new WebmailConf(modules.dav(), modules.activeSync());
    }

    @Override
    public String path() {
        return "nginx/webmail.conf";
    }
}
