// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.render.Template;

/** All that {@code environment.conf} may mention. */
record EnvironmentConf(boolean tls, String caFile) implements Template {

    @Override
    public String path() {
        return "dovecot/environment.conf";
    }
}
