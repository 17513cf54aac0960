// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.render.Template;

/** All that {@code private/directory.conf} may mention. */
record DirectoryConf(Setting uri, boolean startTls, Setting userSearchBase, Setting bindDn, Setting bindPassword)
        implements Template {

    @Override
    public String path() {
        return "dovecot/private/directory.conf";
    }
}
