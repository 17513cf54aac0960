// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.policy;

import static io.github.tachydromos.core.tls.TlsBundle.CA_ENTRY;

import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Parsed;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Unreadable;
import io.github.tachydromos.rotator.policy.RotationDecision.Issue;
import io.github.tachydromos.rotator.policy.RotationDecision.Keep;
import io.github.tachydromos.rotator.policy.RotationDecision.Leave;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides for each kind of certificate. What somebody else has brought is never written over. */
public final class RotationPolicy {
    private RotationPolicy() {}

    /** The certificate that mail clients see: ours only until somebody brings a better one. */
    public static RotationDecision mail(Optional<ObservedSecret> observed, String hostname, Instant now) {
        if (observed.isEmpty()) {
            return new Issue("did not exist");
        }
        ObservedSecret secret = observed.get();
        return switch (TlsBundle.read(secret.data())) {
            case Unreadable(var entry, var reason) -> new Leave(entry + ": " + reason);
            case Parsed(var bundle) -> {
                if (!Certificates.digest(bundle.leaf()).equals(secret.issuedLeaf())) {
                    yield new Keep(bundle);
                }
                yield ours(bundle, List.of(hostname), now);
            }
        };
    }

    /** The internal authority is made once: all that trusts it would fall with it. */
    public static RotationDecision authority(Optional<ObservedSecret> observed, Instant now) {
        if (observed.isEmpty()) {
            return new Issue("did not exist");
        }
        return switch (TlsBundle.read(observed.get().data())) {
            case Unreadable(var entry, var reason) -> new Leave(entry + ": " + reason);
            case Parsed(var bundle) -> {
                X509Certificate certificate = bundle.leaf();
                if (certificate.getBasicConstraints() < 0 || !Certificates.isIssuedBy(certificate, certificate)) {
                    yield new Leave("tls.crt: is not a self-signed certificate authority");
                }
                if (!now.isBefore(certificate.getNotAfter().toInstant())) {
                    yield new Leave("tls.crt: has expired; delete the Secret to have a new authority made");
                }
                yield new Keep(bundle);
            }
        };
    }

    /** A certificate for traffic between pods. */
    public static RotationDecision leaf(
            Optional<ObservedSecret> observed, List<String> dnsNames, X509Certificate authority, Instant now) {
        if (observed.isEmpty()) {
            return new Issue("did not exist");
        }
        ObservedSecret secret = observed.get();
        return switch (TlsBundle.read(secret.data())) {
            case Unreadable(var entry, var reason) ->
                secret.ours() ? new Issue(entry + ": " + reason) : new Leave(entry + ": " + reason);
            case Parsed(var bundle) when !secret.ours() -> new Keep(bundle);
            case Parsed(var bundle)
            when !Certificates.isIssuedBy(bundle.leaf(), authority) -> new Issue("was issued by another authority");
            case Parsed _ when !trusts(secret, authority) -> new Issue("did not name the present authority");
            case Parsed(var bundle) -> ours(bundle, dnsNames, now);
        };
    }

    /** Whether {@code ca.crt} holds the authority and nothing else. */
    public static boolean trusts(ObservedSecret secret, X509Certificate authority) {
        byte[] trusted = secret.data().get(CA_ENTRY);
        try {
            return trusted != null && Pem.certificates(trusted).equals(List.of(authority));
        } catch (PemException e) {
            return false;
        }
    }

    /** From here on a certificate of ours is replaced: two thirds of its life are over. */
    public static Instant due(X509Certificate certificate) {
        Instant start = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(start, certificate.getNotAfter().toInstant());
        return start.plus(life.multipliedBy(2).dividedBy(3));
    }

    private static RotationDecision ours(TlsBundle bundle, List<String> dnsNames, Instant now) {
        if (!Certificates.dnsNames(bundle.leaf()).equals(Set.copyOf(dnsNames))) {
            return new Issue("had other names than " + String.join(", ", dnsNames));
        }
        if (!now.isBefore(due(bundle.leaf()))) {
            return new Issue("was due for renewal");
        }
        return new Keep(bundle);
    }
}
