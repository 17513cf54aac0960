// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.sync.render.Template;
import java.util.List;

/** All that {@code suite.conf} may mention. */
record SuiteConf(
        String hostname,
        Setting postmasterEmail,
        Setting recipientDelimiter,
        List<String> loginTrustedNetworks,
        String reinjectHost,
        boolean srs,
        int messageSizeLimitMb)
        implements Template {

    static SuiteConf of(Suite suite) {
        return new SuiteConf(
                suite.hostname(),
                Setting.of(suite.dovecot().postmasterEmail()),
                Setting.of(suite.postfix().recipientDelimiter()),
                suite.dovecot().loginTrustedNetworks().stream()
                        .map(network -> network.text())
                        .toList(),
                suite.postfix().reinjectHost(),
                suite.postfix().srs().enabled(),
                suite.postfix().messageSizeLimitMb());
    }

    @Override
    public String path() {
        return "dovecot/suite.conf";
    }
}
