// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.dovecot;

import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.Daemon;
import io.github.tachydromos.sync.render.RenderedTree;
import java.io.IOException;

/** The trees of one suite's daemons under one authority, so that they can speak to each other. */
public final class SuiteTrees {
    static final String DOVECOT_HOST = "demo-tachydromos-dovecot-internal.mail.svc";

    private final TestPairs authority;

    public SuiteTrees() {
        this(new TestPairs());
    }

    public SuiteTrees(TestPairs authority) {
        this.authority = authority;
    }

    public RenderedTree of(Daemon daemon) throws IOException {
        return of(daemon, "embedded-directory");
    }

    /** Those of a suite with webmail. */
    public RenderedTree withWebmail(Daemon daemon) throws IOException {
        return of(daemon, "all-listeners");
    }

    private RenderedTree of(Daemon daemon, String suite) throws IOException {
        // Postfix looks at the name in the certificate of the mailbox server.
        return GoldenCase.named("dovecot", suite)
                .render(
                        daemon,
                        secret -> authority.secret(
                                secret.equals("demo-tachydromos-dovecot-tls") ? DOVECOT_HOST : secret));
    }
}
