// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;

/** The trees of one suite's daemons under one authority, so that they can speak to each other. */
public final class SuiteTrees {
    static final String DOVECOT_HOST = "demo-tachydromos-dovecot-internal.mail.svc";

    private final TestPairs authority = new TestPairs();

    public RenderedTree of(Daemon daemon) throws IOException {
        return GoldenCase.named("dovecot", "embedded-directory").render(daemon, (secret, key) -> {
            // Postfix looks at the name in this one.
            String name = secret.equals("demo-tachydromos-dovecot-tls") ? DOVECOT_HOST : secret;
            return authority.secret(name).get(key);
        });
    }
}
