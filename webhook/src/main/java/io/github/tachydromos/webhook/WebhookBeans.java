// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tachydromos.core.kube.ApiClient;
import io.github.tachydromos.core.tls.Pem;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.webhook.admission.Reviewer;
import io.github.tachydromos.webhook.cluster.AcceptedSuite;
import io.github.tachydromos.webhook.cluster.ReleaseWatch;
import io.github.tachydromos.webhook.serving.ServingCertificate;
import io.github.tachydromos.webhook.tls.TlsSecretRule;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/** Puts the program together. */
@Factory
final class WebhookBeans {
    @Bean(preDestroy = "close")
    @Singleton
    KubernetesClient kubernetes() {
        return ApiClient.connect();
    }

    @Singleton
    AcceptedSuite suite() {
        return new AcceptedSuite();
    }

    @Singleton
    Reviewer reviewer(WebhookSettings settings, AcceptedSuite suite, InstantSource clock) {
        return new Reviewer(settings.namespace(), settings.suite(), new TlsSecretRule(suite, clock));
    }

    @Singleton
    @Named(ServingCertificate.NAME)
    ServingCertificate serving(WebhookSettings settings, InstantSource clock) {
        return new ServingCertificate(clients(settings.clientCa()), clock);
    }

    /** Started with the context: nobody is served before the serving Secret was read. */
    @Bean(preDestroy = "close")
    @Context
    ReleaseWatch watch(
            KubernetesClient client, WebhookSettings settings, AcceptedSuite suite, ServingCertificate serving) {
        return ReleaseWatch.start(
                client.configMaps().inNamespace(settings.namespace()).withName(settings.suite()),
                suite,
                client.secrets().inNamespace(settings.namespace()).withName(settings.serving()),
                serving);
    }

    private static List<X509Certificate> clients(String pem) {
        if (pem.isBlank()) {
            return List.of();
        }
        try {
            return Pem.certificates(pem.getBytes(US_ASCII));
        } catch (PemException e) {
            throw new IllegalArgumentException("TACHYDROMOS_CLIENT_CA: " + e.getMessage(), e);
        }
    }
}
