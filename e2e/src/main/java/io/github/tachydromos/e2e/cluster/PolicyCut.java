// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes away what a NetworkPolicy lets in, and gives it back: new connections fail as in a network that is cut. */
public final class PolicyCut {
    private final Kubectl kubectl;
    private final String policy;
    private @Nullable JsonNode allowed;

    public PolicyCut(Kubectl kubectl, String policy) {
        this.kubectl = kubectl;
        this.policy = policy;
    }

    public void close() throws IOException, InterruptedException {
        allowed = kubectl.get("networkpolicy", policy).path("spec").path("ingress");
        replace("[]");
    }

    /** Does nothing if it is open. */
    public void open() throws IOException, InterruptedException {
        JsonNode before = allowed;
        if (before != null) {
            replace(before.toString());
            allowed = null;
        }
    }

    private void replace(String rules) throws IOException, InterruptedException {
        String change = "[{\"op\": \"replace\", \"path\": \"/spec/ingress\", \"value\": " + rules + "}]";
        kubectl.run("patch", "networkpolicy", policy, "--type=json", "--patch", change);
    }
}
