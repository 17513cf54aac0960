// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tachydromos.core.config.Certificates;
import io.github.tachydromos.core.config.Certificates.Internal;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.config.WebhookSettings;
import io.github.tachydromos.rotator.policy.Authority.Terms;
import io.github.tachydromos.rotator.publish.CaBundlePublisher;
import io.github.tachydromos.rotator.publish.SecretAnchors;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import io.github.tachydromos.rotator.publish.WritePermit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The authorities of a suite: one for the traffic between its pods, one for the API server's calls of its webhook. */
public record Realms(KubernetesClient client, SecretPublisher secrets, WritePermit permit, InstantSource clock) {
    /** Sidecars hand a changed list to their daemons within seconds; nothing here is in a hurry. */
    static final Terms INTERNAL = new Terms(Duration.ofDays(3650), Duration.ofDays(365), Duration.ofMinutes(10));

    /** An API server sees a changed configuration at once; the minute is for one that is very busy. */
    static final Terms WEBHOOK = new Terms(Duration.ofDays(365), Duration.ofDays(7), Duration.ofMinutes(1));

    List<Realm> of(Suite suite) {
        List<Realm> realms = new ArrayList<>();
        realms.add(internal(suite.certificates()));
        if (suite.webhook().enabled()) {
            realms.add(webhook(suite.webhook()));
        }
        return realms;
    }

    private Realm internal(Certificates certificates) {
        return new Realm(
                "internal authority",
                INTERNAL,
                certificates.internalCaKey(),
                new SecretAnchors(secrets, certificates.internalCa(), clock),
                certificates.internal());
    }

    private Realm webhook(WebhookSettings webhook) {
        return new Realm(
                "webhook authority",
                WEBHOOK,
                webhook.authority(),
                new CaBundlePublisher(client, webhook.configuration(), permit, clock),
                List.of(new Internal(webhook.serving(), webhook.dnsNames())));
    }
}
