// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.nginx;

import io.github.tachydromos.core.config.SuiteFixture;
import io.github.tachydromos.core.rule.Judgement;
import io.github.tachydromos.core.rule.SuiteJudge;
import io.github.tachydromos.core.tls.TestPairs;
import io.github.tachydromos.sync.daemon.Inputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A suite with a front door, and the authority of its Services. */
final class FrontSuite {
    static final String DOVECOT = "demo-tachydromos-dovecot-internal.mail.svc";
    static final String POSTFIX = "demo-tachydromos-postfix-internal.mail.svc";
    static final TestPairs AUTHORITY = new TestPairs();

    private static final Path REPLICA = Path.of("/var/lib/tachydromos/replica/directory.sqlite");

    private FrontSuite() {}

    /** With the fields of this YAML in the place of the sample's own. */
    static Inputs inputs(String yaml) throws IOException {
        return switch (SuiteJudge.judge(SuiteFixture.changedBy(yaml))) {
            case Judgement.Accepted accepted ->
                new Inputs(
                        accepted.suite(),
                        Map.of("demo-tachydromos-internal-ca", AUTHORITY.secret("demo-tachydromos-internal-ca")),
                        REPLICA);
            case Judgement other -> throw new AssertionError(other);
        };
    }
}
