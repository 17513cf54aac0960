// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import io.github.tachydromos.core.config.RspamdSettings.Bayes;
import io.github.tachydromos.sync.render.Template;

/** All that {@code local.d/classifier-bayes.conf} may mention: how what users teach counts. */
record BayesConf(int minLearns, boolean perUser) implements Template {

    static BayesConf of(Bayes bayes) {
        return new BayesConf(bayes.minLearns(), bayes.perUser());
    }

    @Override
    public String path() {
        return "rspamd/local.d/classifier-bayes.conf";
    }
}
