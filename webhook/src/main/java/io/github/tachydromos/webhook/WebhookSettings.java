// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the chart tells the program, as TACHYDROMOS_NAMESPACE, TACHYDROMOS_SUITE, TACHYDROMOS_SERVING and
 * TACHYDROMOS_CLIENT_CA.
 *
 * @param suite name of the ConfigMap with the suite document
 * @param serving name of the Secret with the server's key pair
 * @param clientCa PEM of who issues the API server's client certificate; empty if it has none
 */
@ConfigurationProperties("tachydromos")
public record WebhookSettings(
        @Bindable(defaultValue = "") String namespace,
        @Bindable(defaultValue = "") String suite,
        @Bindable(defaultValue = "") String serving,
        @Bindable(defaultValue = "") String clientCa) {

    public WebhookSettings {
        List<String> missing = Stream.of(
                        namespace.isBlank() ? "TACHYDROMOS_NAMESPACE" : "",
                        suite.isBlank() ? "TACHYDROMOS_SUITE" : "",
                        serving.isBlank() ? "TACHYDROMOS_SERVING" : "")
                .filter(name -> !name.isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("not set: " + String.join(", ", missing));
        }
    }
}
