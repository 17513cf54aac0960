// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.render.Template;

/**
 * All that {@code master.cf} may mention.
 *
 * @param webmail whether SOGo hands in mail
 */
record MasterCf(boolean webmail) implements Template {

    static MasterCf of(Suite suite) {
        return new MasterCf(suite.sogo().enabled());
    }

    @Override
    public String path() {
        return "postfix/master.cf";
    }
}
