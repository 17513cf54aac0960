// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.render.Template;

/** All that the mailbox server's {@code private/credentials.conf} may mention. */
record DovecotCredentials(String probe, String probePasswordHash, Setting doveadmApiKey) implements Template {

    @Override
    public String path() {
        return "dovecot/private/credentials.conf";
    }
}
