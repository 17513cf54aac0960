// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.sync.render.Template;

/** All that {@code local.d/greylist.conf} may mention. */
record GreylistConf(boolean greylisting) implements Template {

    @Override
    public String path() {
        return "rspamd/local.d/greylist.conf";
    }
}
