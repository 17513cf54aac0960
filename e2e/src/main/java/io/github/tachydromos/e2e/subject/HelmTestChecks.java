// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.suite.HelmTest;
import io.github.tachydromos.e2e.suite.TestBed;
import java.util.List;

/** {@code helm test} passes on a suite that works. */
public final class HelmTestChecks implements Subject {
    private final TestBed bed;

    public HelmTestChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(new Check("helm test", "all passed", this::passes));
    }

    private Seen passes() throws Exception {
        HelmTest.Report report = new HelmTest(bed).run();
        return new Seen(report.summary(), report.allPassed());
    }
}
