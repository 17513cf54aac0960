// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tachydromos.core.kube.ApiClient;
import io.github.tachydromos.rotator.cluster.Leadership;
import io.github.tachydromos.rotator.cluster.SuiteSource;
import io.github.tachydromos.rotator.cluster.SuiteWatch;
import io.github.tachydromos.rotator.cluster.WakeUp;
import io.github.tachydromos.rotator.dns.NameServers;
import io.github.tachydromos.rotator.dns.RecordLookup;
import io.github.tachydromos.rotator.issue.CertificateIssuer;
import io.github.tachydromos.rotator.issue.PasswordIssuer;
import io.github.tachydromos.rotator.issue.SigningKeyIssuer;
import io.github.tachydromos.rotator.publish.NoticePublisher;
import io.github.tachydromos.rotator.publish.RecordsPublisher;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import io.github.tachydromos.rotator.reconcile.CredentialReconciler;
import io.github.tachydromos.rotator.reconcile.DnsReconciler;
import io.github.tachydromos.rotator.reconcile.MailReconciler;
import io.github.tachydromos.rotator.reconcile.RealmReconciler;
import io.github.tachydromos.rotator.reconcile.Realms;
import io.github.tachydromos.rotator.reconcile.Rotator;
import io.github.tachydromos.rotator.reconcile.RotatorLoop;
import io.github.tachydromos.rotator.reconcile.SigningReconciler;
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
    @Bean(preDestroy = "close")
    @Singleton
    KubernetesClient kubernetes() {
        return ApiClient.connect();
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

    @Bean(preDestroy = "close")
    @Singleton
    Leadership leadership(KubernetesClient client, RotatorSettings settings, WakeUp wakeUp) {
        var lease = new Leadership.LeaseName(settings.namespace(), settings.lease());
        return new Leadership(client, lease, settings.pod(), wakeUp);
    }

    @Singleton
    SuiteReconciler reconciler(
            KubernetesClient client, RotatorSettings settings, Leadership leadership, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        SecretPublisher secrets = new SecretPublisher(client, settings.namespace(), leadership);
        CertificateIssuer certificates = new CertificateIssuer(random, clock);
        RecordsPublisher records = new RecordsPublisher(client, settings.namespace(), leadership);
        return new SuiteReconciler(
                new CredentialReconciler(secrets, new PasswordIssuer(random)),
                new MailReconciler(secrets, certificates, clock),
                new RealmReconciler(secrets, certificates, clock),
                new Realms(client, secrets, leadership, clock),
                new SigningReconciler(
                        secrets, new SigningKeyIssuer(random), records, new RecordLookup(NameServers.RESOLVERS), clock),
                new DnsReconciler(secrets, records, clock));
    }

    @Singleton
    SuiteSource source(KubernetesClient client, RotatorSettings settings) {
        return new SuiteSource(client, settings.namespace(), settings.suite());
    }

    @Singleton
    NoticePublisher notices(KubernetesClient client, RotatorSettings settings, InstantSource clock) {
        return new NoticePublisher(client, settings.namespace(), clock);
    }

    @Singleton
    Rotator rotator(
            SuiteSource source,
            SuiteReconciler reconciler,
            NoticePublisher notices,
            SuiteWatch watch,
            StatusListener listener) {
        return new Rotator(source, reconciler, notices, watch, listener);
    }

    /** Started with the context, so that the program works before the first probe asks. */
    @Bean(preDestroy = "close")
    @Context
    RotatorLoop loop(Rotator rotator, Leadership leadership, WakeUp wakeUp) {
        RotatorLoop loop = new RotatorLoop(rotator, leadership, wakeUp);
        loop.start();
        leadership.start();
        return loop;
    }
}
