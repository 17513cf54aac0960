// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.tachydromos.core.kube.EventPublisher;
import io.github.tachydromos.rotator.cluster.SuiteSource;
import io.github.tachydromos.rotator.cluster.SuiteWatch;
import io.github.tachydromos.rotator.cluster.WakeUp;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import io.github.tachydromos.rotator.issue.PasswordIssuer;
import io.github.tachydromos.rotator.publish.NoticePublisher;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import io.github.tachydromos.rotator.reconcile.Rotator;
import io.github.tachydromos.rotator.reconcile.RotatorLoop;
import io.github.tachydromos.rotator.reconcile.SecretReconciler;
import io.github.tachydromos.rotator.reconcile.StatusListener;
import io.github.tachydromos.rotator.reconcile.SuiteReconciler;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Puts the program together. */
@Factory
final class RotatorBeans {
    private static final int REQUEST_TIMEOUT_MS = 10_000;
    private static final int RETRIES = 2; // the loop repeats a failed pass; the client need not do so for minutes

    @Bean(preDestroy = "close")
    @Singleton
    KubernetesClient kubernetes() {
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withRequestTimeout(REQUEST_TIMEOUT_MS)
                .withRequestRetryBackoffLimit(RETRIES)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Singleton
    WakeUp wakeUp() {
        return new WakeUp();
    }

    @Bean(preDestroy = "close")
    @Singleton
    SuiteWatch watch(KubernetesClient client, RotatorSettings settings, WakeUp wakeUp) {
        return new SuiteWatch(client, settings.namespace(), settings.suite(), wakeUp);
    }

    @Singleton
    Rotator rotator(
            KubernetesClient client,
            RotatorSettings settings,
            SuiteWatch watch,
            StatusListener listener,
            InstantSource clock) {
        SecureRandom random = new SecureRandom();
        return new Rotator(
                new SuiteSource(client, settings.namespace(), settings.suite()),
                new SuiteReconciler(new SecretReconciler(
                        new SecretPublisher(client, settings.namespace()),
                        new CertificateIssuer(random, clock),
                        new PasswordIssuer(random),
                        clock)),
                new NoticePublisher(new EventPublisher(client, about(settings), "cert-rotator", clock)),
                watch,
                listener);
    }

    /** Started with the context, so that the program works before the first probe asks. */
    @Bean(preDestroy = "close")
    @Context
    RotatorLoop loop(Rotator rotator, WakeUp wakeUp) {
        RotatorLoop loop = new RotatorLoop(rotator, wakeUp);
        loop.start();
        return loop;
    }

    private static ObjectReference about(RotatorSettings settings) {
        return new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withNamespace(settings.namespace())
                .withName(settings.suite())
                .build();
    }
}
