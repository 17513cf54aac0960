// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Release;
import java.io.IOException;
import java.time.Duration;

/**
 * A namespace whose quota keeps Deployments and StatefulSets from making pods. Helm, the chart's hook Job and the API
 * server are real there, and dozens of installations fit on a small machine.
 */
record PodlessNamespace(Kubectl kubectl) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    // Pods of a Deployment come of a ReplicaSet, and those of a StatefulSet of its revision.
    private static final String QUOTA = "count/replicasets.apps=0,count/controllerrevisions.apps=0";

    static PodlessNamespace create(String name) throws Exception {
        Kubectl kubectl = Kubectl.in(name);
        forget(kubectl);
        kubectl.run("create", "namespace", name);
        kubectl.run("create", "quota", "no-pods", "--hard=" + QUOTA);
        Eventually.until(
                "the quota holds",
                LIMIT,
                () -> kubectl.get("quota", "no-pods").path("status").has("hard"));
        return new PodlessNamespace(kubectl);
    }

    /** What a run that was broken off has left: what would ask its webhooks lies outside the namespace. */
    private static void forget(Kubectl kubectl) throws IOException, InterruptedException {
        String kind = "validatingwebhookconfiguration";
        for (JsonNode left : kubectl.list(kind)) {
            String name = left.path("metadata").path("name").asText();
            if (name.endsWith("." + kubectl.namespace())) {
                kubectl.run("delete", kind, name);
            }
        }
        kubectl.run("delete", "namespace", kubectl.namespace(), "--ignore-not-found");
    }

    Release release(String name) {
        return new Release(name, kubectl.namespace());
    }

    /** With all that refused releases have left there. */
    void delete() throws IOException, InterruptedException {
        kubectl.run("delete", "namespace", kubectl.namespace(), "--wait=false");
    }
}
