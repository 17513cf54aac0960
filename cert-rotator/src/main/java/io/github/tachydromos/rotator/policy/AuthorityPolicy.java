// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import static io.github.tachydromos.core.tls.TlsBundle.CA_ENTRY;

import io.github.tachydromos.core.tls.CertificateFacts;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Parsed;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Unreadable;
import io.github.tachydromos.rotator.policy.AuthorityDecision.Issue;
import io.github.tachydromos.rotator.policy.AuthorityDecision.Keep;
import io.github.tachydromos.rotator.policy.AuthorityDecision.Leave;
import io.github.tachydromos.rotator.policy.AuthorityDecision.Retrust;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The life of an authority. The write that brings a new one takes the old one's key away and leaves its certificate
 * beside the new one's: so whatever the old one has signed was signed before that write, and has expired one life of a
 * leaf after it. Then the old certificate goes too. This needs no memory but the Secret itself.
 */
public record AuthorityPolicy(Authority.Terms terms, Instant now) {

    /**
     * Decides for one authority.
     *
     * @param published what those who verify are told; empty where there is no place to tell it
     */
    public AuthorityDecision decide(Optional<ObservedSecret> observed, Optional<Publication> published) {
        List<X509Certificate> told =
                published.map(Publication::certificates).map(this::valid).orElse(List.of());
        if (observed.isEmpty()) {
            return new Issue("did not exist", told, lastLeafEnds());
        }
        ObservedSecret secret = observed.get();
        return switch (TlsBundle.read(secret.data())) {
            case Unreadable(var entry, var reason) -> new Leave(entry + ": " + reason);
            case Parsed(var signer)
            when !isAuthority(signer.leaf()) -> new Leave("tls.crt: is not a self-signed certificate authority");
            case Parsed(var signer)
            when !Certificates.hasEnded(signer.leaf(), now) -> signing(secret, signer, told, published);
            case Parsed(var signer) when isOurs(secret, signer) -> new Issue("had expired", told, lastLeafEnds());
            case Parsed _ -> new Leave("tls.crt: has expired; delete the Secret to have a new authority made");
        };
    }

    private AuthorityDecision signing(
            ObservedSecret secret, TlsBundle signer, List<X509Certificate> told, Optional<Publication> published) {
        List<X509Certificate> stored = stored(secret);
        boolean introduced = stored.contains(signer.leaf());
        Optional<Instant> noted =
                introduced ? Publication.time(secret.annotation(Annotations.TRUSTED_UNTIL)) : Optional.empty();
        Instant until = noted.orElse(lastLeafEnds());

        List<X509Certificate> before = new ArrayList<>(stored.isEmpty() ? told : valid(stored));
        before.remove(signer.leaf());
        if (!now.isBefore(until)) {
            before.clear();
        }
        List<X509Certificate> trusted = new ArrayList<>(before);
        trusted.addFirst(signer.leaf());

        Authority authority = new Authority(signer, trusted);
        if (!trusted.equals(stored) || (!before.isEmpty() && noted.isEmpty())) {
            return new Retrust(
                    authority, until, introduced ? "named authorities that have ended" : "did not name the authority");
        }
        boolean known = published
                .map(publication -> publication.hasSettled(signer.leaf(), terms.settle(), now))
                .orElse(true);
        if (known && isOurs(secret, signer)) {
            if (secret.order().isPresent()) {
                return new Issue("was to be rotated", trusted, lastLeafEnds());
            }
            if (!now.isBefore(Certificates.due(signer.leaf()))) {
                return new Issue("was due for renewal", trusted, lastLeafEnds());
            }
        }
        return new Keep(authority);
    }

    private Instant lastLeafEnds() {
        return now.plus(terms.leafValidity());
    }

    private List<X509Certificate> valid(List<X509Certificate> certificates) {
        return certificates.stream()
                .filter(certificate -> !Certificates.hasEnded(certificate, now))
                .toList();
    }

    private static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0 && CertificateFacts.isSelfSigned(certificate);
    }

    private static boolean isOurs(ObservedSecret secret, TlsBundle signer) {
        return secret.ours() && secret.holdsWhatWeWrote(signer.leaf());
    }

    private static List<X509Certificate> stored(ObservedSecret secret) {
        return Certificates.read(secret.data().get(CA_ENTRY));
    }
}
