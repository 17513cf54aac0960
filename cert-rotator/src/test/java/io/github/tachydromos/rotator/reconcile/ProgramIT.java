// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.github.tachydromos.core.Eventually;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The program as it is started in its pod, seen over HTTP. */
@ExtendWith(ApiServer.class)
class ProgramIT {
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void giveAccess(Tenant tenant) {
        Config access = tenant.access();
        System.setProperty("kubernetes.master", access.getMasterUrl());
        System.setProperty("kubernetes.certs.ca.data", access.getCaCertData());
        System.setProperty("kubernetes.auth.token", access.getOauthToken());
    }

    @AfterEach
    void takeAccess() {
        for (String property : List.of("kubernetes.master", "kubernetes.certs.ca.data", "kubernetes.auth.token")) {
            System.clearProperty(property);
        }
    }

    @Test
    void tellsProbesAndPrometheusWhatItDoesAndGivesItsLeaseAwayAtTheEnd(Tenant tenant) {
        Map<String, Object> settings = Map.of(
                "micronaut.server.port", "-1",
                "tachydromos.namespace", tenant.namespace,
                "tachydromos.pod", "one",
                "tachydromos.suite", Names.SUITE,
                "tachydromos.lease", Names.LEASE);
        try (EmbeddedServer program = ApplicationContext.run(EmbeddedServer.class, settings)) {
            Eventually.soon(
                    "it is ready", () -> get(program, "/health/readiness").statusCode() == 200);

            assertThat(get(program, "/health/liveness").statusCode()).isEqualTo(200);
            assertThat(tenant.secrets.versions()).containsOnlyKeys(Names.ALL);
            assertThat(get(program, "/prometheus").body())
                    .contains("tachydromos_rotator_leader 1.0")
                    .contains("tachydromos_certificate_not_after_seconds{secret=\"" + Names.WEBHOOK_TLS + "\"}")
                    .contains("tachydromos_certificate_source{secret=\"tachydromos-certificate\",state=\"absent\"} 1")
                    .contains("tachydromos_certificate_source{secret=\"tachydromos-certificate\",state=\"shared\"} 0");
        }
        Eventually.soon("the lease is free", () -> holder(tenant).isEmpty());
    }

    private static String holder(Tenant tenant) {
        return tenant.admin
                .leases()
                .inNamespace(tenant.namespace)
                .withName(Names.LEASE)
                .get()
                .getSpec()
                .getHolderIdentity();
    }

    private HttpResponse<String> get(EmbeddedServer program, String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(program.getURI().resolve(path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
