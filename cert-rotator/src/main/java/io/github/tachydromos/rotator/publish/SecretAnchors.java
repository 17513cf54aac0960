// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.publish;

import static io.github.tachydromos.core.tls.TlsBundle.CA_ENTRY;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.rotator.policy.Annotations;
import io.github.tachydromos.rotator.policy.Certificates;
import io.github.tachydromos.rotator.policy.ObservedSecret;
import io.github.tachydromos.rotator.policy.Publication;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Secret whose {@code ca.crt} the pods of the release believe. */
public record SecretAnchors(SecretPublisher secrets, String name, InstantSource clock) implements TrustAnchors {

    @Override
    public Optional<Publication> published() {
        return secrets.find(name).map(SecretAnchors::publication);
    }

    @Override
    public Outcome tell(List<X509Certificate> authorities, String instance) {
        Optional<ObservedSecret> observed = secrets.find(name);
        Optional<Publication> known = observed.map(SecretAnchors::publication)
                .filter(publication -> publication.certificates().equals(authorities));
        if (known.isPresent()
                && (known.get().since().isPresent() || !observed.get().ours())) {
            return new Outcome.Known(known.get());
        }
        if (observed.isPresent() && !observed.get().ours()) {
            return new Outcome.Foreign();
        }
        WantedSecret wanted = WantedSecret.entries(
                        name, Map.of(CA_ENTRY, Pem.write(authorities).getBytes(US_ASCII)))
                .annotated(Annotations.TRUSTED_SINCE, clock.instant().toString());
        secrets.publish(wanted, observed, instance);
        return new Outcome.Told(observed.isEmpty() ? "did not exist" : "named other authorities");
    }

    private static Publication publication(ObservedSecret secret) {
        return new Publication(
                Certificates.read(secret.data().get(CA_ENTRY)),
                Publication.time(secret.annotation(Annotations.TRUSTED_SINCE)));
    }
}
