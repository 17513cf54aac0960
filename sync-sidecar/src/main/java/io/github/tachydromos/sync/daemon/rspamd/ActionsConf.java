// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.config.RspamdSettings;
import io.github.tachydromos.core.config.RspamdSettings.Scores;
import io.github.tachydromos.sync.render.Template;

/** All that {@code local.d/actions.conf} may mention: what becomes of a mail for its score. */
record ActionsConf(int reject, int addHeader, int greylist, boolean greylisting) implements Template {

    static ActionsConf of(RspamdSettings rspamd) {
        Scores scores = rspamd.scores();
        return new ActionsConf(scores.reject(), scores.addHeader(), scores.greylist(), rspamd.greylisting());
    }

    @Override
    public String path() {
        return "rspamd/local.d/actions.conf";
    }
}
