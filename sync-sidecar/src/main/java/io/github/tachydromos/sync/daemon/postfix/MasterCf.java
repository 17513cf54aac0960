// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.sync.render.Template;

/** The services; nothing in them depends on the suite yet. */
record MasterCf() implements Template {

    @Override
    public String path() {
        return "postfix/master.cf";
    }
}
