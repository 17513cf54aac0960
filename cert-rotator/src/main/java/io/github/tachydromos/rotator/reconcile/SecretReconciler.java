// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.core.tls.TlsBundle.CA_ENTRY;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.config.Certificates.Internal;
import io.github.tachydromos.core.config.Credential;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import io.github.tachydromos.rotator.issue.PasswordIssuer;
import io.github.tachydromos.rotator.policy.ObservedSecret;
import io.github.tachydromos.rotator.policy.RotationDecision;
import io.github.tachydromos.rotator.policy.RotationDecision.Issue;
import io.github.tachydromos.rotator.policy.RotationDecision.Keep;
import io.github.tachydromos.rotator.policy.RotationDecision.Leave;
import io.github.tachydromos.rotator.policy.RotationPolicy;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import io.github.tachydromos.rotator.publish.WantedSecret;
import io.github.tachydromos.rotator.reconcile.SecretResult.Kept;
import io.github.tachydromos.rotator.reconcile.SecretResult.Left;
import io.github.tachydromos.rotator.reconcile.SecretResult.Written;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Brings one Secret to what it should be: read, decide, write. Each may be repeated at any time. */
public final class SecretReconciler {
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
    private static final Duration LEAF_VALIDITY = Duration.ofDays(365);

    private final SecretPublisher secrets;
    private final CertificateIssuer certificates;
    private final PasswordIssuer passwords;
    private final InstantSource clock;

    public SecretReconciler(
            SecretPublisher secrets, CertificateIssuer certificates, PasswordIssuer passwords, InstantSource clock) {
        this.secrets = secrets;
        this.certificates = certificates;
        this.passwords = passwords;
        this.clock = clock;
    }

    SecretResult mail(String name, String hostname, String instance) {
        Optional<ObservedSecret> observed = secrets.find(name);
        RotationDecision decision = RotationPolicy.mail(observed, hostname, clock.instant());
        return carryOut(name, decision, () -> {
            TlsBundle bundle = certificates.selfSigned(hostname, LEAF_VALIDITY);
            secrets.publish(WantedSecret.keyPair(name, bundle, Map.of()), observed, instance);
            return bundle;
        });
    }

    SecretResult authorityKey(String name, String instance) {
        Optional<ObservedSecret> observed = secrets.find(name);
        RotationDecision decision = RotationPolicy.authority(observed, clock.instant());
        return carryOut(name, decision, () -> {
            TlsBundle bundle = certificates.authority(instance + " internal authority", AUTHORITY_VALIDITY);
            secrets.publish(WantedSecret.keyPair(name, bundle, Map.of()), observed, instance);
            return bundle;
        });
    }

    /** What the pods trust: the authority without its key. */
    SecretResult authority(String name, X509Certificate authority, String instance) {
        Optional<ObservedSecret> observed = secrets.find(name);
        if (observed.isPresent() && RotationPolicy.trusts(observed.get(), authority)) {
            return new Kept(name, Optional.empty());
        }
        if (observed.isPresent() && !observed.get().ours()) {
            return new Left(name, CA_ENTRY + ": is not the internal authority");
        }
        secrets.publish(WantedSecret.opaque(name, trusting(authority)), observed, instance);
        String reason = observed.isEmpty() ? "did not exist" : "named another authority";
        return new Written(name, reason, Optional.empty());
    }

    SecretResult leaf(Internal leaf, TlsBundle authority, String instance) {
        String name = leaf.secret();
        Optional<ObservedSecret> observed = secrets.find(name);
        RotationDecision decision = RotationPolicy.leaf(observed, leaf.dnsNames(), authority.leaf(), clock.instant());
        return carryOut(name, decision, () -> {
            TlsBundle bundle = certificates.leaf(authority, leaf.dnsNames(), LEAF_VALIDITY);
            secrets.publish(WantedSecret.keyPair(name, bundle, trusting(authority.leaf())), observed, instance);
            return bundle;
        });
    }

    SecretResult credential(Credential credential, String instance) {
        String name = credential.secret();
        Optional<ObservedSecret> observed = secrets.find(name);
        Map<String, byte[]> present = observed.map(ObservedSecret::data).orElse(Map.of());
        List<String> missing = credential.keys().stream()
                .filter(key -> !present.containsKey(key))
                .toList();
        if (observed.isPresent() && missing.isEmpty()) {
            return new Kept(name, Optional.empty());
        }
        Map<String, byte[]> made = new HashMap<>();
        missing.forEach(key -> made.put(key, passwords.password().getBytes(US_ASCII)));
        secrets.publish(WantedSecret.opaque(name, made), observed, instance);
        String reason = observed.isEmpty() ? "did not exist" : "had no " + String.join(", ", missing);
        return new Written(name, reason, Optional.empty());
    }

    private static SecretResult carryOut(String name, RotationDecision decision, Supplier<TlsBundle> issue) {
        return switch (decision) {
            case Keep(var bundle) -> new Kept(name, Optional.of(bundle));
            case Issue(var reason) -> new Written(name, reason, Optional.of(issue.get()));
            case Leave(var fault) -> new Left(name, fault);
        };
    }

    private static Map<String, byte[]> trusting(X509Certificate authority) {
        return Map.of(CA_ENTRY, Pem.write(List.of(authority)).getBytes(US_ASCII));
    }
}
