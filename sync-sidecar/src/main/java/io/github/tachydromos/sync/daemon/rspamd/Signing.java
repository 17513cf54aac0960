// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.config.DkimEntries;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.daemon.Inputs;
import io.github.tachydromos.sync.render.ConfigValue;
import io.github.tachydromos.sync.render.Template;
import io.github.tachydromos.sync.replica.DomainList;

/** All that {@code rspamd.local.lua} may mention: whose mail is signed, with which keys, and who reads it. */
record Signing(
        ConfigValue hostname,
        ConfigValue domains,
        ConfigValue selector,
        ConfigValue ed25519Selector,
        ConfigValue recipientDelimiter,
        boolean replicaComplete)
        implements Template {

    static Signing of(Inputs inputs, String selector) {
        Suite suite = inputs.suite();
        return new Signing(
                value(suite.hostname()),
                value(DomainList.beside(inputs.replica()).file().toString()),
                value(selector),
                value(DkimEntries.ed25519Selector(selector)),
                value(suite.postfix().recipientDelimiter()),
                inputs.replicaComplete());
    }

    /** Inside a string of Lua. */
    private static ConfigValue value(String text) {
        return new ConfigValue(text.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    @Override
    public String path() {
        return "rspamd/rspamd.local.lua";
    }
}
