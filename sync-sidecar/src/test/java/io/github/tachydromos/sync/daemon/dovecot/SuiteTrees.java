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
        // Postfix looks at the name in the certificate of the mailbox server.
        return GoldenCase.named("dovecot", "embedded-directory")
                .render(
                        daemon,
                        secret -> authority.secret(
                                secret.equals("demo-tachydromos-dovecot-tls") ? DOVECOT_HOST : secret));
    }
}
