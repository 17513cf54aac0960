// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import static io.github.tachydromos.core.tls.TlsBundle.CA_ENTRY;

import io.github.tachydromos.core.tls.CertificateFacts;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Parsed;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Unreadable;
import io.github.tachydromos.rotator.policy.RotationDecision.Issue;
import io.github.tachydromos.rotator.policy.RotationDecision.Keep;
import io.github.tachydromos.rotator.policy.RotationDecision.Leaf;
import io.github.tachydromos.rotator.policy.RotationDecision.Leave;
import io.github.tachydromos.rotator.policy.RotationDecision.Retrust;
import io.github.tachydromos.rotator.policy.RotationDecision.Wait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides for the leaves of one authority. What somebody else has brought is never written over.
 *
 * @param settled all who verify know the signer
 */
public record LeafPolicy(Authority authority, boolean settled, Instant now) {

    public Leaf decide(Optional<ObservedSecret> observed, List<String> dnsNames) {
        if (observed.isEmpty()) {
            return new Issue("did not exist");
        }
        ObservedSecret secret = observed.get();
        return switch (TlsBundle.read(secret.data())) {
            case Unreadable(var entry, var reason) ->
                secret.ours() ? new Issue(entry + ": " + reason) : new Leave(entry + ": " + reason);
            case Parsed(var bundle) when !secret.ours() -> new Keep(bundle);
            case Parsed(var bundle) -> ours(secret, bundle, dnsNames);
        };
    }

    private Leaf ours(ObservedSecret secret, TlsBundle bundle, List<String> dnsNames) {
        if (authority.trusted().stream().noneMatch(trusted -> CertificateFacts.isIssuedBy(bundle.leaf(), trusted))) {
            return new Issue("was issued by an authority that nobody believes any more");
        }
        if (Certificates.hasEnded(bundle.leaf(), now)) {
            return new Issue("had expired");
        }
        Optional<String> flaw = flaw(secret, bundle, dnsNames);
        if (flaw.isPresent() && (settled || isSigned(bundle))) {
            return new Issue(flaw.get());
        }
        if (!Certificates.read(secret.data().get(CA_ENTRY)).equals(authority.trusted())) {
            return new Retrust(bundle);
        }
        return flaw.isPresent()
                ? new Wait(bundle, flaw.get() + "; waits until all who verify know the new authority")
                : new Keep(bundle);
    }

    private boolean isSigned(TlsBundle bundle) {
        return CertificateFacts.isIssuedBy(bundle.leaf(), authority.signer().leaf());
    }

    private Optional<String> flaw(ObservedSecret secret, TlsBundle bundle, List<String> dnsNames) {
        if (!isSigned(bundle)) {
            return Optional.of("was issued by another authority");
        }
        if (!Certificates.isFor(bundle.leaf(), dnsNames)) {
            return Optional.of("had other names than " + String.join(", ", dnsNames));
        }
        if (secret.order().isPresent()) {
            return Optional.of("was to be rotated");
        }
        return now.isBefore(Certificates.due(bundle.leaf())) ? Optional.empty() : Optional.of("was due for renewal");
    }
}
