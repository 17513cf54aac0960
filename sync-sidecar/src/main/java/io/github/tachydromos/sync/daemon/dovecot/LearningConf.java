// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.sync.render.Template;

/** All that {@code learning.conf} may mention: whom mail that is moved teaches. */
record LearningConf(String rspamd) implements Template {

    @Override
    public String path() {
        return "dovecot/learning.conf";
    }
}
