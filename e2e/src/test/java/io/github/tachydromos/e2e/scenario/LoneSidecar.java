// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tachydromos.e2e.check.Eventually;
import io.github.tachydromos.e2e.cluster.ApiProxy;
import io.github.tachydromos.e2e.cluster.Kubectl;
import io.github.tachydromos.e2e.suite.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The sidecar of the running suite's Postfix pod once more, without daemons and in a namespace of its own: any document can
 * be put before it, and nobody's mail depends on what it makes of it.
 */
final class LoneSidecar {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NAME = "judge";

    private final ApiProxy api = RunningSuite.api();
    private final Kubectl kubectl = Kubectl.in(NAME);
    private final SidecarOpinion opinion = new SidecarOpinion(api, NAME, NAME);
    private final ObjectNode document;
    private final String image;
    private int turn;

    private LoneSidecar(ObjectNode document, String image) {
        this.document = document;
        this.image = image;
    }

    static LoneSidecar start(TestBed bed, Path folder) throws Exception {
        JsonNode template = bed.kubectl()
                .get("statefulset", bed.release().object("postfix"))
                .path("spec")
                .path("template")
                .path("spec");
        ObjectNode container = container(template);
        ObjectNode object =
                SuiteObject.copy(bed.kubectl().get("configmap", bed.release().object("suite")));
        ((ObjectNode) object.path("metadata")).put("namespace", NAME);
        LoneSidecar sidecar = new LoneSidecar(object, container.path("image").asText());
        Kubectl kubectl = sidecar.kubectl;
        kubectl.run("delete", "namespace", NAME, "--ignore-not-found");
        kubectl.run("create", "namespace", NAME);
        kubectl.run("create", "serviceaccount", NAME);
        kubectl.run("create", "rolebinding", NAME, "--clusterrole=view", "--serviceaccount=" + NAME + ":" + NAME);
        Path manifest = Files.writeString(
                folder.resolve("pod.json"), pod(template, container).toString());
        kubectl.run("create", "--filename=" + manifest);
        sidecar.put("sentinel-0: 0");
        Eventually.until("the lone sidecar judges", LIMIT, () -> sidecar.hasJudgedSentinel());
        return sidecar;
    }

    private static ObjectNode container(JsonNode template) throws IOException {
        return StreamSupport.stream(template.path("initContainers").spliterator(), false)
                .filter(candidate -> candidate.path("name").asText().equals(PodState.SYNC))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new IOException("no sidecar in the StatefulSet"))
                .without(List.of("restartPolicy", "startupProbe", "livenessProbe", "readinessProbe"));
    }

    private static ObjectNode pod(JsonNode template, ObjectNode container) {
        ObjectNode pod = container.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", NAME);
        ObjectNode spec =
                pod.putObject("spec").put("serviceAccountName", NAME).put("automountServiceAccountToken", false);
        spec.set("securityContext", template.path("securityContext"));
        spec.putArray("containers").add(container);
        ArrayNode volumes = spec.putArray("volumes");
        template.path("volumes").forEach(volumes::add);
        // The pod of a StatefulSet gets this one of a claim.
        volumes.addObject().put("name", "data").putObject("emptyDir");
        return pod;
    }

    /** The image that it runs, which is that of all programs. */
    String image() {
        return image;
    }

    /** What it says of this document: of an accepted one the warnings, of a refused one the reasons. */
    SidecarOpinion judge(String text) throws Exception {
        turn++;
        put("sentinel-" + turn + ": 0");
        Eventually.until("the document before is judged", LIMIT, this::hasJudgedSentinel);
        put(text);
        Eventually.until("the document is judged", LIMIT, () -> !hasJudgedSentinel());
        return opinion;
    }

    private boolean hasJudgedSentinel() throws IOException, InterruptedException {
        return opinion.refused().stream().anyMatch(line -> line.startsWith("sentinel-" + turn + ": "));
    }

    private void put(String text) throws IOException, InterruptedException {
        String path = "/api/v1/namespaces/" + NAME + "/configmaps/"
                + document.path("metadata").path("name").asText();
        var answer = api.apply(path + "?fieldManager=judge&force=true", SuiteObject.with(document, text));
        if (!answer.ok()) {
            throw new IOException(answer.toString());
        }
    }

    void remove() throws IOException, InterruptedException {
        kubectl.run("delete", "namespace", NAME, "--wait=false");
    }
}
