// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.Letter;
import io.github.tachydromos.e2e.stranger.ReceivedMail;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.util.List;

/** Mail to the Internet: by MX, under TLS where the other side offers it. */
public final class OutboundChecks implements Subject {
    private final TestBed bed;

    public OutboundChecks(TestBed bed) {
        this.bed = bed;
    }

    @Override
    public List<Check> checks() {
        return List.of(new Check("outgoing mail reaches the test MX", "received over TLS", this::reachesMx));
    }

    private Seen reachesMx() throws Exception {
        Letter letter = Letter.of("alice@example.org", "friend@stranger.test");
        bed.mailClient().submit(bed.account("alice@example.org"), letter);
        ReceivedMail mail = bed.stranger().await(letter.to(), letter.id(), Duration.ofSeconds(60));
        return new Seen("from " + mail.from() + ", TLS: " + mail.tls(), mail.tls());
    }
}
