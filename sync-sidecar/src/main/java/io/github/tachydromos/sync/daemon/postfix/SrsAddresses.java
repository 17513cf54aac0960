// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.postfix;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.render.ConfigValue;
import io.github.tachydromos.sync.render.Template;

/**
 * All that {@code srs-addresses} may mention.
 *
 * @param hostname as a regular expression
 */
record SrsAddresses(ConfigValue hostname) implements Template {

    static SrsAddresses of(Suite suite) {
        return new SrsAddresses(new ConfigValue(suite.hostname().replace(".", "\\.")));
    }

    @Override
    public String path() {
        return "postfix/srs-addresses";
    }
}
