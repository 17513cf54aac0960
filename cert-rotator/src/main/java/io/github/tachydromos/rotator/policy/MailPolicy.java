// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import static io.github.tachydromos.rotator.policy.MailDecision.Use.ABSENT;
import static io.github.tachydromos.rotator.policy.MailDecision.Use.FAULTY;
import static io.github.tachydromos.rotator.policy.MailDecision.Use.SHARED;
import static io.github.tachydromos.rotator.policy.MailDecision.Use.UNASKED;
import static io.github.tachydromos.rotator.policy.MailDecision.Use.WORSE;

import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.tls.CertificateFacts;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Parsed;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Unreadable;
import io.github.tachydromos.core.tls.TlsSecretCheck;
import io.github.tachydromos.rotator.policy.RotationDecision.Issue;
import io.github.tachydromos.rotator.policy.RotationDecision.Keep;
import io.github.tachydromos.rotator.policy.RotationDecision.Leave;
import io.github.tachydromos.rotator.policy.RotationDecision.Mail;
import io.github.tachydromos.rotator.policy.RotationDecision.Share;
import io.github.tachydromos.rotator.policy.Source.Absent;
import io.github.tachydromos.rotator.policy.Source.Faulty;
import io.github.tachydromos.rotator.policy.Source.Good;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides which certificate mail clients see: the source's if it is no worse than the one in use, else the one in use,
 * and one of our own as long as there was never another. What somebody else writes into the mail Secret is left alone.
 *
 * <p>One certificate is worse than another if its {@link Rank} is lower, or if it is the same and it was issued before.
 */
public record MailPolicy(String hostname, Instant now) {

    /** From the worst to the best. */
    private enum Rank {
        /** It has a fault: expired, for another name and so on. */
        FAULTY,
        /** This program made it, so that the suite could start. */
        MAKESHIFT,
        /** Somebody brought it, and no authority stands behind it. */
        SELF_SIGNED,
        ISSUED
    }

    public MailDecision decide(Optional<ObservedSecret> observed, Source source) {
        if (observed.isEmpty()) {
            return source instanceof Good good
                    ? share(good, "did not exist")
                    : without(source, new Issue("did not exist"));
        }
        ObservedSecret secret = observed.get();
        return switch (TlsBundle.read(secret.data())) {
            case Unreadable(var entry, var reason) when !secret.ours() -> unasked(new Leave(entry + ": " + reason));
            case Unreadable(var entry, var reason)
            when source instanceof Good good -> share(good, entry + ": " + reason);
            case Unreadable(var entry, var reason) -> without(source, new Leave(entry + ": " + reason));
            case Parsed(var bundle)
            when !secret.ours() || !secret.holdsWhatWeWrote(bundle.leaf()) -> unasked(new Keep(bundle));
            case Parsed(var bundle) when source instanceof Good good -> compare(secret, bundle, good);
            case Parsed(var bundle) -> without(source, alone(secret, bundle));
        };
    }

    private MailDecision compare(ObservedSecret secret, TlsBundle inUse, Good source) {
        TlsBundle offered = source.bundle();
        if (offered.leaf().equals(inUse.leaf()) && offered.chain().equals(inUse.chain())) {
            return new MailDecision(new Keep(inUse), SHARED, List.of());
        }
        if (secret.order().isPresent()) {
            return share(source, "was to be rotated");
        }
        Rank present = rank(secret, inUse);
        Rank next = rank(source.secret(), offered);
        if (next.compareTo(present) < 0) {
            return worse(inUse, "is self-signed, while the one in use was issued by an authority");
        }
        if (next == present && Certificates.start(offered.leaf()).isBefore(Certificates.start(inUse.leaf()))) {
            return worse(inUse, "was issued before the one in use");
        }
        return share(source, "was to be that of Secret " + source.secret().name());
    }

    /** Without a source: what came from one stays, even to its end; ours is kept in good order. */
    private Mail alone(ObservedSecret secret, TlsBundle inUse) {
        if (!isMakeshift(secret)) {
            return new Keep(inUse);
        }
        if (!Certificates.isFor(inUse.leaf(), List.of(hostname))) {
            return new Issue("had other names than " + hostname);
        }
        if (secret.order().isPresent()) {
            return new Issue("was to be rotated");
        }
        return now.isBefore(Certificates.due(inUse.leaf())) ? new Keep(inUse) : new Issue("was due for renewal");
    }

    private Rank rank(ObservedSecret secret, TlsBundle bundle) {
        if (!TlsSecretCheck.findings(secret.data(), hostname, now).isEmpty()) {
            return Rank.FAULTY;
        }
        if (!CertificateFacts.isSelfSigned(bundle.leaf())) {
            return Rank.ISSUED;
        }
        return isMakeshift(secret) ? Rank.MAKESHIFT : Rank.SELF_SIGNED;
    }

    private static boolean isMakeshift(ObservedSecret secret) {
        return secret.ours() && secret.annotation(Annotations.SHARED_FROM).isEmpty();
    }

    private static MailDecision share(Good source, String reason) {
        return new MailDecision(new Share(source, reason), SHARED, List.of());
    }

    private static MailDecision worse(TlsBundle inUse, String reason) {
        String remedy =
                "; to take it all the same, give the mail Secret a new value of the annotation " + Annotations.ROTATE;
        return new MailDecision(new Keep(inUse), WORSE, List.of("data[tls.crt]: " + reason + remedy));
    }

    private static MailDecision without(Source source, Mail action) {
        return switch (source) {
            case Absent _ -> new MailDecision(action, ABSENT, List.of());
            case Faulty faulty ->
                new MailDecision(
                        action,
                        FAULTY,
                        faulty.faults().stream().map(Finding::toString).toList());
            case Good _ -> throw new IllegalArgumentException("a good source is compared");
        };
    }

    private static MailDecision unasked(Mail action) {
        return new MailDecision(action, UNASKED, List.of());
    }
}
