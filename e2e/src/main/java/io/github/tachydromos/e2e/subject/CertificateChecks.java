// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.subject;

import io.github.tachydromos.e2e.certificate.BrokenPair;
import io.github.tachydromos.e2e.check.Check;
import io.github.tachydromos.e2e.check.Seen;
import io.github.tachydromos.e2e.client.ImapSession;
import io.github.tachydromos.e2e.client.ManageSieveSession;
import io.github.tachydromos.e2e.client.ServedLeaves;
import io.github.tachydromos.e2e.client.SmtpSession;
import io.github.tachydromos.e2e.suite.IngressSecret;
import io.github.tachydromos.e2e.suite.TestBed;
import java.time.Duration;
import java.util.List;

/** Every port shows the mail certificate: each session below verifies it and its name, or fails. */
public final class CertificateChecks implements Subject {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestBed bed;
    private final IngressSecret ingress;

    public CertificateChecks(TestBed bed) {
        this.bed = bed;
        this.ingress = IngressSecret.of(bed);
    }

    @Override
    public List<Check> checks() {
        return List.of(
                new Check(
                        "one certificate on 25, 465, 587, 143, 993, 4190",
                        "that of the Secret, for " + bed.tls().hostname(),
                        this::served),
                new Check(
                        "a new certificate in the ingress Secret",
                        "served on all six within " + SOON.toSeconds() + " s",
                        this::renewed),
                new Check(
                        "another certificate's key in the ingress Secret",
                        "an Event says so, the same certificate is served",
                        this::refused));
    }

    private Seen renewed() throws Exception {
        Duration wait = ingress.renew().delay();
        return new Seen("served on all six after " + wait.toMillis() + " ms", wait.compareTo(SOON) <= 0);
    }

    /** A good one follows, so that what was refused is not left behind. */
    private Seen refused() throws Exception {
        ServedLeaves before = ingress.served();
        String event = ingress.refusal(BrokenPair.KEY_OF_ANOTHER_CERTIFICATE);
        ServedLeaves after = ingress.served();
        ingress.renew();
        return new Seen(event, after.equals(before));
    }

    private Seen served() throws Exception {
        var ports = bed.endpoints().ports();
        String host = bed.endpoints().host();
        try (SmtpSession smtp = bed.foreignServer().session();
                SmtpSession submission = bed.submission();
                SmtpSession smtps = SmtpSession.openSecure(host, ports.smtps(), bed.tls());
                ImapSession imap = ImapSession.open(host, ports.imap());
                ImapSession imaps = ImapSession.openSecure(host, ports.imaps(), bed.tls());
                ManageSieveSession sieve = ManageSieveSession.open(host, ports.sieve())) {
            boolean all = smtp.command("NOOP").accepted()
                    && submission.command("NOOP").accepted()
                    && smtps.command("NOOP").accepted()
                    && imap.startTls(bed.tls()).ok()
                    && imaps.command("NOOP").ok()
                    && sieve.startTls(bed.tls()).ok();
            return new Seen("verified on all six", all);
        }
    }
}
