// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.render.Template;

/** All that {@code webmail.conf} may mention. */
record WebmailConf(String internalHost) implements Template {

    @Override
    public String path() {
        return "dovecot/webmail.conf";
    }
}
