// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import java.util.List;

/**
 * The admission webhook.
 *
 * @param configuration name of the ValidatingWebhookConfiguration, unique in the cluster
 * @param serving Secret with the webhook's key pair and {@code ca.crt}
 * @param authority Secret with the key pair of the authority that issues it; only the cert-rotator reads it
 * @param dnsNames names that the API server may call it by
 */
public record WebhookSettings(
        boolean enabled, String configuration, String serving, String authority, List<String> dnsNames) {

    public WebhookSettings {
        dnsNames = List.copyOf(dnsNames);
    }
}
