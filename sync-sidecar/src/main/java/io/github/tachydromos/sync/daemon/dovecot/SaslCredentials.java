// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.render.Template;

/** All that the auth-only instance's {@code private/credentials.conf} may mention. */
record SaslCredentials(Setting superuser, String superuserPasswordHash, String probe, String probePasswordHash)
        implements Template {

    @Override
    public String path() {
        return "sasl/private/credentials.conf";
    }
}
