// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.serving;

import io.fabric8.kubernetes.api.model.Secret;
import io.github.tachydromos.core.kube.SecretData;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Parsed;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Unreadable;
import io.micronaut.http.ssl.CertificateProvider;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The key pair that the server shows: the last good one of the serving Secret. A new one is for new connections;
 * those that are open go on with the one they began with.
 */
public final class ServingCertificate implements CertificateProvider, Consumer<Optional<Secret>> {
    /** The name under which application.yml asks for it. */
    public static final String NAME = "serving";

    private static final Logger LOG = LoggerFactory.getLogger(ServingCertificate.class);

    private final Sinks.Many<KeyStore> keys = Sinks.many().replay().latest();
    private final KeyStore clients;
    private final InstantSource clock;
    private List<X509Certificate> shown = List.of(); // on the watch's thread only
    private volatile ServingStatus status =
            new ServingStatus(Optional.empty(), Optional.of("the Secret has not been read yet"));

    /**
     * Nothing is served before {@link #accept} was given a key pair.
     *
     * @param clients who may call, if anybody is asked for a certificate at all; else empty
     */
    public ServingCertificate(List<X509Certificate> clients, InstantSource clock) {
        this.clients = KeyStores.trusting(clients);
        this.clock = clock;
        // Without any store the server would speak in clear text; with an empty one no handshake succeeds.
        keys.emitNext(KeyStores.trusting(List.of()), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    public ServingStatus status() {
        return status;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Publisher<KeyStore> getKeyStore() {
        return keys.asFlux();
    }

    @Override
    public Publisher<KeyStore> getTrustStore() {
        return Mono.just(clients);
    }

    /** Takes over what the Secret holds now, or keeps what it had and says why. */
    @Override
    public void accept(Optional<Secret> secret) {
        if (secret.isEmpty()) {
            keep("the Secret does not exist");
            return;
        }
        switch (TlsBundle.read(SecretData.of(secret.get()))) {
            case Unreadable(var entry, var reason) -> keep(entry + ": " + reason);
            case Parsed(var bundle) -> offer(bundle);
        }
    }

    private void offer(TlsBundle bundle) {
        X509Certificate leaf = bundle.leaf();
        Instant now = clock.instant();
        if (now.isBefore(leaf.getNotBefore().toInstant())
                || !now.isBefore(leaf.getNotAfter().toInstant())) {
            keep(TlsBundle.CERTIFICATE_ENTRY + ": is valid from "
                    + leaf.getNotBefore().toInstant() + " to "
                    + leaf.getNotAfter().toInstant() + ", not now");
            return;
        }
        List<X509Certificate> certificates =
                Stream.concat(Stream.of(leaf), bundle.chain().stream()).toList();
        if (!shown.equals(certificates)) {
            shown = certificates;
            keys.emitNext(KeyStores.of(bundle), Sinks.EmitFailureHandler.FAIL_FAST);
            LOG.atInfo()
                    .addKeyValue("notAfter", leaf.getNotAfter().toInstant())
                    .addKeyValue("serial", leaf.getSerialNumber().toString(16))
                    .log("new connections get this certificate");
        }
        status = new ServingStatus(Optional.of(leaf), Optional.empty());
    }

    private void keep(String fault) {
        if (!status.fault().equals(Optional.of(fault))) {
            LOG.atWarn().addKeyValue("fault", fault).log("the serving Secret is not usable");
        }
        status = new ServingStatus(status.leaf(), Optional.of(fault));
    }
}
