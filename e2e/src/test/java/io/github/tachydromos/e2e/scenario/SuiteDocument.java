// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.cluster.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The suite document of a release, spoiled and mended past the chart, and what the sidecars say of it. */
record SuiteDocument(Kubectl kubectl, Release release) {
    /** The keys that {@link #spoiled} makes unusable. */
    static final List<String> FAULTS =
            List.of("hostname", "postfix.messageSizeLimitMb", "dovecot.postmasterEmail", "surprise");

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a sidecar answers to the kubelet's question. */
    record Readiness(int status, String body) {
        boolean namesAllFaults() {
            return namesAll(body);
        }
    }

    String read() throws IOException, InterruptedException {
        return kubectl.get("configmap", release.object("suite"))
                .path("data")
                .path("suite.yaml")
                .asText();
    }

    /** Applies it as Helm does and in Helm's name: the next upgrade would else find a foreign owner of the field. */
    void write(String text) throws IOException, InterruptedException {
        apply(SuiteObject.with(kubectl.get("configmap", release.object("suite")), text));
    }

    private void apply(ObjectNode object) throws IOException, InterruptedException {
        Path file = Files.createTempFile("suite", ".json");
        try {
            Files.writeString(file, JSON.writeValueAsString(object));
            kubectl.run("apply", "--server-side", "--field-manager=helm", "--force-conflicts", "-f", file.toString());
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Writes what the webhook would refuse: its configuration is taken away for that, as the break-glass says, and put
     * back as the chart made it, without what is the cert-rotator's to fill in.
     */
    void slipIn(String text) throws Exception {
        String kind = "validatingwebhookconfiguration";
        String name = release.object("webhook") + "." + release.namespace();
        ObjectNode webhook = SuiteObject.copy(kubectl.get(kind, name));
        ((ObjectNode) webhook.path("metadata").path("annotations")).remove("tachydromos.io/trusted-since");
        webhook.path("webhooks").forEach(entry -> ((ObjectNode) entry.path("clientConfig")).remove("caBundle"));
        kubectl.run("delete", kind, name);
        try {
            Eventually.until("nobody is asked any more", LIMIT, () -> {
                write(text);
                return true;
            });
        } finally {
            apply(webhook);
        }
        Eventually.until(
                "the webhook has its caBundle again",
                LIMIT,
                () -> kubectl.get(kind, name).findValues("caBundle").size()
                        == webhook.path("webhooks").size());
    }

    /** A newline in a value, a wrong type, a bad address and an unknown key, all at once. */
    static String spoiled(String good) {
        return good.replaceFirst("(?m)^hostname: .*$", "hostname: \"mail.example.org\\\\nmydestination = evil\"")
                        .replaceFirst("(?m)messageSizeLimitMb: .*$", "messageSizeLimitMb: fifty")
                        .replaceFirst("(?m)postmasterEmail: .*$", "postmasterEmail: not-an-address")
                + "\nsurprise: 1\n";
    }

    Readiness readiness(String daemon) throws IOException, InterruptedException {
        SidecarPages.Page page = new SidecarPages(kubectl, release, daemon).readiness();
        return new Readiness(page.status(), page.body());
    }

    /** How many times the sidecar of this daemon's pod has published an Event that names every fault. */
    long eventsThatNameAllFaults(String daemon) throws IOException, InterruptedException {
        return kubectl.list("events")
                .valueStream()
                .filter(event -> event.path("source").path("component").asText().endsWith(release.pod(daemon)))
                .filter(event -> namesAll(event.path("message").asText()))
                .count();
    }

    static boolean namesAll(String text) {
        return FAULTS.stream().allMatch(text::contains);
    }
}
