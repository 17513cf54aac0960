// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.render.Template;

/** All that {@code login.conf} may mention: nothing of the suite document. */
record LoginConf(Setting replica) implements Template {

    @Override
    public String path() {
        return "dovecot/login.conf";
    }
}
