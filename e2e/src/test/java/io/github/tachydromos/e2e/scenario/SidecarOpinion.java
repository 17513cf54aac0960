// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.e2e.cluster.ApiProxy;
import java.io.IOException;
import java.util.List;

/** What a sidecar says of the suite document in its readiness body, whether its pod is ready or not. */
record SidecarOpinion(ApiProxy api, String namespace, String pod) {
    List<String> refused() throws IOException, InterruptedException {
        return lines("suiteRefused");
    }

    List<String> warnings() throws IOException, InterruptedException {
        return lines("suiteWarnings");
    }

    private List<String> lines(String detail) throws IOException, InterruptedException {
        String path = "/api/v1/namespaces/" + namespace + "/pods/" + pod + ":8081/proxy/health/readiness";
        JsonNode mail = api.look(path).json().path("details").path("mail");
        if (mail.isMissingNode()) {
            throw new IOException(pod + " does not answer");
        }
        return mail.path("details")
                .path(detail)
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
