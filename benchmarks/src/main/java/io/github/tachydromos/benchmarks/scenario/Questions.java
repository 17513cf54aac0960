// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.benchmarks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tachydromos.e2e.certificate.TestAuthority;
import io.github.tachydromos.e2e.client.PinnedTls;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;

/** What the API server would ask a webhook. */
record Questions(TestBed bed, WebhookContainer webhook) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** A client without an open connection. */
    static HttpClient client() throws Exception {
        PinnedTls tls = PinnedTls.trusting(
                WebhookContainer.HOST, TestAuthority.ofThisRun().root());
        return HttpClient.newBuilder()
                .sslContext(tls.context())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** One that the server answers with 404, and without a review. */
    HttpRequest nothing() {
        return request("/").build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://" + WebhookContainer.HOST + ":" + webhook.port() + path))
                .timeout(LIMIT);
    }

    /** An update of the suite's own document, with so many lines in an access table that it has this length. */
    HttpRequest review(int kilobytes) throws IOException, InterruptedException {
        ObjectNode object =
                (ObjectNode) bed.kubectl().get("configmap", bed.release().object("suite"));
        String document = object.at("/data/suite.yaml").asText();
        StringBuilder table = new StringBuilder("heloWhitelist: |\n");
        for (int i = 0; table.length() < kilobytes * 1000 - document.length(); i++) {
            table.append("    host-").append(i).append(".example.net OK\n");
        }
        String longer = document.replaceFirst("heloWhitelist: \"\"\n", table.toString());
        if (longer.equals(document)) {
            throw new IOException("the demo's document has a heloWhitelist already");
        }
        ((ObjectNode) object.path("data")).put("suite.yaml", longer);
        ObjectNode review =
                JSON.createObjectNode().put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        review.putObject("request")
                .put("uid", "bench")
                .put("name", bed.release().object("suite"))
                .put("namespace", bed.release().namespace())
                .put("operation", "UPDATE")
                .<ObjectNode>set("object", object)
                .putObject("kind")
                .put("group", "")
                .put("version", "v1")
                .put("kind", "ConfigMap");
        return request("/validate")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(review)))
                .build();
    }

    static boolean allowed(String answer) throws IOException {
        JsonNode review = JSON.readTree(answer);
        return review.at("/response/allowed").asBoolean();
    }
}
