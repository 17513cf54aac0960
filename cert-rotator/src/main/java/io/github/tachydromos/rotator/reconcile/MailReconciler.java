// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.core.tls.TlsBundle.CA_ENTRY;

import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import io.github.tachydromos.rotator.policy.Annotations;
import io.github.tachydromos.rotator.policy.MailDecision;
import io.github.tachydromos.rotator.policy.MailPolicy;
import io.github.tachydromos.rotator.policy.ObservedSecret;
import io.github.tachydromos.rotator.policy.RotationDecision.Issue;
import io.github.tachydromos.rotator.policy.RotationDecision.Keep;
import io.github.tachydromos.rotator.policy.RotationDecision.Leave;
import io.github.tachydromos.rotator.policy.RotationDecision.Share;
import io.github.tachydromos.rotator.policy.Source;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import io.github.tachydromos.rotator.publish.WantedSecret;
import io.github.tachydromos.rotator.reconcile.StepResult.Kept;
import io.github.tachydromos.rotator.reconcile.StepResult.Left;
import io.github.tachydromos.rotator.reconcile.StepResult.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** The certificate that mail clients see: the source's, or one of our own. */
public record MailReconciler(SecretPublisher secrets, CertificateIssuer certificates, InstantSource clock) {
    private static final Duration VALIDITY = Duration.ofDays(365);

    /** The step's result, and what it found about the source. */
    record Outcome(StepResult result, SourceReport source) {}

    Outcome reconcile(Suite suite) {
        String name = suite.certificates().mail();
        String sourceName = suite.certificates().ingress();
        Instant now = clock.instant();
        Optional<ObservedSecret> observed = secrets.find(name);
        Source source = sourceName.equals(name)
                ? new Source.Absent()
                : Source.judge(secrets.find(sourceName), suite.hostname(), now);
        MailDecision decision = new MailPolicy(suite.hostname(), now).decide(observed, source);
        String instance = suite.release().name();
        StepResult result = switch (decision.action()) {
            case Keep(var bundle) -> new Kept(name, Optional.of(bundle));
            case Leave(var fault) -> new Left(name, fault, Optional.empty());
            case Issue(var reason) -> {
                TlsBundle bundle = certificates.selfSigned(suite.hostname(), VALIDITY);
                secrets.publish(WantedSecret.keyPair(name, bundle, observed), observed, instance);
                yield new Written(name, reason, Optional.of(bundle));
            }
            case Share(var good, var reason) -> {
                secrets.publish(copy(name, good, observed), observed, instance);
                yield new Written(name, reason, Optional.of(good.bundle()));
            }
        };
        return new Outcome(result, SourceReport.of(sourceName, source, decision));
    }

    /** All that makes up the source in one write, and nothing of what was there before. */
    private static WantedSecret copy(String name, Source.Good source, Optional<ObservedSecret> observed) {
        WantedSecret pair = WantedSecret.keyPair(name, source.bundle(), observed)
                .annotated(Annotations.SHARED_FROM, source.secret().name());
        byte[] authorities = source.secret().data().get(CA_ENTRY);
        return authorities == null ? pair.without(Set.of(CA_ENTRY)) : pair.with(CA_ENTRY, authorities);
    }
}
