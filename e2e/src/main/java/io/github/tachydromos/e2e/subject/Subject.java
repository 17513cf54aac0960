// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.suite.TestBed;
import java.util.List;
import java.util.stream.Stream;

/** The checks of one subject. */
public interface Subject {
    List<Check> checks();

    /** All subjects in the order of the demo's table. */
    static Stream<Subject> all(TestBed bed) {
        return Stream.of(
                new InboundChecks(bed),
                new SubmissionChecks(bed),
                new LoginChecks(bed),
                new OutboundChecks(bed),
                new SpamChecks(bed),
                new SigningChecks(bed),
                new QuotaChecks(bed),
                new SieveChecks(bed),
                new JunkChecks(bed),
                new CertificateChecks(bed),
                new DnsChecks(bed),
                new AdmissionChecks(bed),
                new FilterPageChecks(bed),
                new WebmailChecks(bed),
                new GroupwareChecks(bed),
                new ClientSettingsChecks(bed),
                new DirectoryChangeChecks(bed),
                new MailboxIdentityChecks(bed),
                new IsolationChecks(bed),
                new ProxyChecks(bed),
                new HelmTestChecks(bed));
    }
}
