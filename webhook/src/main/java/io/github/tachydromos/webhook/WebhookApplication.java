// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook;

import io.micronaut.runtime.Micronaut;
import java.util.Map;

/** Answers the API server's questions about the objects of a release. */
public final class WebhookApplication {
    private WebhookApplication() {}

    public static void main(String[] args) {
        Micronaut.build(args)
                .mainClass(WebhookApplication.class)
                .properties(clientAuthentication(System.getenv()))
                .banner(false)
                .start();
    }

    /** Nobody is asked for a certificate unless it is known who issues it. */
    static Map<String, Object> clientAuthentication(Map<String, String> environment) {
        return environment.getOrDefault("TACHYDROMOS_CLIENT_CA", "").isBlank()
                ? Map.of()
                : Map.of("micronaut.server.ssl.client-authentication", "need");
    }
}
