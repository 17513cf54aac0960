// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.core.tls.TlsBundle.CA_ENTRY;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.config.Certificates.Internal;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import io.github.tachydromos.rotator.policy.Annotations;
import io.github.tachydromos.rotator.policy.Authority;
import io.github.tachydromos.rotator.policy.AuthorityDecision;
import io.github.tachydromos.rotator.policy.AuthorityPolicy;
import io.github.tachydromos.rotator.policy.LeafPolicy;
import io.github.tachydromos.rotator.policy.ObservedSecret;
import io.github.tachydromos.rotator.policy.RotationDecision.Issue;
import io.github.tachydromos.rotator.policy.RotationDecision.Keep;
import io.github.tachydromos.rotator.policy.RotationDecision.Leave;
import io.github.tachydromos.rotator.policy.RotationDecision.Retrust;
import io.github.tachydromos.rotator.policy.RotationDecision.Wait;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import io.github.tachydromos.rotator.publish.TrustAnchors;
import io.github.tachydromos.rotator.publish.TrustAnchors.Outcome.Absent;
import io.github.tachydromos.rotator.publish.TrustAnchors.Outcome.Foreign;
import io.github.tachydromos.rotator.publish.TrustAnchors.Outcome.Known;
import io.github.tachydromos.rotator.publish.TrustAnchors.Outcome.Told;
import io.github.tachydromos.rotator.publish.WantedSecret;
import io.github.tachydromos.rotator.reconcile.StepResult.Failed;
import io.github.tachydromos.rotator.reconcile.StepResult.Kept;
import io.github.tachydromos.rotator.reconcile.StepResult.Left;
import io.github.tachydromos.rotator.reconcile.StepResult.Waits;
import io.github.tachydromos.rotator.reconcile.StepResult.Written;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps an authority, tells of it, and issues its leaves, in this order: an authority's key is stored before anything
 * that it signs, and known to all who verify before a leaf of it takes the place of one that they can verify. A pass
 * that ends between any two writes leaves nothing that the next one does not continue.
 */
public record RealmReconciler(SecretPublisher secrets, CertificateIssuer certificates, InstantSource clock) {

    /** A step's result, and the authority that signs after it. */
    private record Signing(StepResult result, Optional<Authority> authority) {}

    void reconcile(Realm realm, String instance, Steps steps) {
        Optional<Signing> signing = steps.attempt(realm.secret(), () -> authority(realm, instance));
        signing.map(Signing::result).ifPresent(steps::add);
        signing.flatMap(Signing::authority)
                .ifPresentOrElse(
                        authority -> depending(realm, authority, instance, steps), () -> waiting(realm, steps));
    }

    private void depending(Realm realm, Authority authority, String instance, Steps steps) {
        TrustAnchors anchors = realm.anchors();
        Optional<TrustAnchors.Outcome> told =
                steps.attempt(anchors.name(), () -> anchors.tell(authority.trusted(), instance));
        told.map(outcome -> result(anchors.name(), outcome)).ifPresent(steps::add);
        boolean settled =
                told.map(outcome -> hasSettled(realm, authority, outcome)).orElse(false);
        LeafPolicy policy = new LeafPolicy(authority, settled, clock.instant());
        for (Internal leaf : realm.leaves()) {
            steps.take(leaf.secret(), () -> leaf(leaf, policy, realm.terms(), instance));
        }
    }

    private static void waiting(Realm realm, Steps steps) {
        String reason = "waits for " + realm.secret();
        steps.add(new Failed(realm.anchors().name(), reason));
        realm.leaves().forEach(leaf -> steps.add(new Failed(leaf.secret(), reason)));
    }

    private Signing authority(Realm realm, String instance) {
        String name = realm.secret();
        Optional<ObservedSecret> observed = secrets.find(name);
        AuthorityDecision decision = new AuthorityPolicy(realm.terms(), clock.instant())
                .decide(observed, realm.anchors().published());
        return switch (decision) {
            case AuthorityDecision.Keep(var authority) ->
                new Signing(new Kept(name, Optional.of(authority.signer())), Optional.of(authority));
            case AuthorityDecision.Leave(var fault) ->
                new Signing(new Left(name, fault, Optional.empty()), Optional.empty());
            case AuthorityDecision.Issue(var reason, var before, var until) -> {
                TlsBundle signer = certificates.authority(
                        instance + " " + realm.title(), realm.terms().validity());
                List<X509Certificate> trusted = new ArrayList<>(before);
                trusted.addFirst(signer.leaf());
                WantedSecret wanted = WantedSecret.keyPair(name, signer, observed)
                        .with(CA_ENTRY, pem(trusted))
                        .annotated(Annotations.TRUSTED_UNTIL, until.toString());
                secrets.publish(wanted, observed, instance);
                yield new Signing(
                        new Written(name, reason, Optional.of(signer)), Optional.of(new Authority(signer, trusted)));
            }
            case AuthorityDecision.Retrust(var authority, var until, var reason) -> {
                WantedSecret wanted = WantedSecret.entries(name, Map.of(CA_ENTRY, pem(authority.trusted())))
                        .annotated(Annotations.TRUSTED_UNTIL, until.toString());
                secrets.publish(wanted, observed, instance);
                yield new Signing(new Written(name, reason, Optional.of(authority.signer())), Optional.of(authority));
            }
        };
    }

    private StepResult leaf(Internal leaf, LeafPolicy policy, Authority.Terms terms, String instance) {
        String name = leaf.secret();
        Authority authority = policy.authority();
        Optional<ObservedSecret> observed = secrets.find(name);
        byte[] trusted = pem(authority.trusted());
        return switch (policy.decide(observed, leaf.dnsNames())) {
            case Keep(var bundle) -> new Kept(name, Optional.of(bundle));
            case Wait(var bundle, var reason) -> new Waits(name, reason, Optional.of(bundle));
            case Leave(var fault) -> new Left(name, fault, Optional.empty());
            case Issue(var reason) -> {
                TlsBundle bundle = certificates.leaf(authority.signer(), leaf.dnsNames(), terms.leafValidity());
                secrets.publish(
                        WantedSecret.keyPair(name, bundle, observed).with(CA_ENTRY, trusted), observed, instance);
                yield new Written(name, reason, Optional.of(bundle));
            }
            case Retrust(var bundle) -> {
                secrets.publish(WantedSecret.entries(name, Map.of(CA_ENTRY, trusted)), observed, instance);
                yield new Written(name, "named other authorities", Optional.of(bundle));
            }
        };
    }

    private boolean hasSettled(Realm realm, Authority authority, TrustAnchors.Outcome outcome) {
        return switch (outcome) {
            case Known(var publication) ->
                publication.hasSettled(authority.signer().leaf(), realm.terms().settle(), clock.instant());
            case Told _, Foreign _ -> false;
            case Absent _ -> true; // nobody verifies
        };
    }

    private static StepResult result(String name, TrustAnchors.Outcome outcome) {
        return switch (outcome) {
            case Known _ -> new Kept(name, Optional.empty());
            case Told(var reason) -> new Written(name, reason, Optional.empty());
            case Absent _ -> new Left(name, "does not exist", Optional.empty());
            case Foreign _ -> new Left(name, CA_ENTRY + ": is not the authority of this release", Optional.empty());
        };
    }

    private static byte[] pem(List<X509Certificate> certificates) {
        return Pem.write(certificates).getBytes(US_ASCII);
    }
}
