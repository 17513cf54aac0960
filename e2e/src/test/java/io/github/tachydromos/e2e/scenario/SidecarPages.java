// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.PortForward;
import io.github.tachydromos.e2e.cluster.Release;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sidecar in the pod of a daemon answers to probes and to whoever collects metrics. */
record SidecarPages(Kubectl kubectl, Release release, String daemon) {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Page(int status, String body) {}

    Page readiness() throws IOException, InterruptedException {
        return get("/health/readiness");
    }

    /** What the readiness body says of the certificate on a port. */
    JsonNode certificate(int port) throws IOException, InterruptedException {
        return JSON.readTree(readiness().body()).findPath("certificates").path(String.valueOf(port));
    }

    /** The value of a metric with a label for the port. */
    double metric(String name, int port) throws IOException, InterruptedException {
        return metric(name, "port", String.valueOf(port));
    }

    /** The value of a metric with this label. */
    double metric(String name, String label, String value) throws IOException, InterruptedException {
        Matcher line = Pattern.compile("(?m)^" + name + "\\{[^}]*" + label + "=\"" + value + "\"[^}]*} (\\S+)$")
                .matcher(get("/prometheus").body());
        if (!line.find()) {
            throw new IOException(name + ": is not told for " + label + " " + value);
        }
        return Double.parseDouble(line.group(1));
    }

    /** What the daemon tells of itself, passed on by the sidecar. */
    Page daemonMetrics() throws IOException, InterruptedException {
        return get("/daemons/" + daemon + "/metrics");
    }

    private Page get(String path) throws IOException, InterruptedException {
        try (PortForward forward = kubectl.forward("pod/" + release.pod(daemon), 8081);
                HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + forward.port() + path);
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            return new Page(response.statusCode(), response.body());
        }
    }
}
