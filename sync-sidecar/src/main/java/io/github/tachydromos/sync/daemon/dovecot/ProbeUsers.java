// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.render.Template;

/** All that {@code probe.users} may mention. */
record ProbeUsers(String probe) implements Template {

    @Override
    public String path() {
        return "dovecot/probe.users";
    }
}
