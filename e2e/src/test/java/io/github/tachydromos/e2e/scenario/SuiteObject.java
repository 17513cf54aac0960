// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tachydromos.e2e.cluster.ApiProxy;
import io.github.tachydromos.e2e.cluster.ApiProxy.Answer;
import io.github.tachydromos.e2e.cluster.Release;
import java.io.IOException;
import java.util.List;

/** The ConfigMap with the suite document of a release, and what is said to who writes it. */
record SuiteObject(ApiProxy api, Release release) {
    private static final String KEY = "suite.yaml";
    private static final String DRY_RUN = "?dryRun=All";

    static SuiteObject ofTheRunningSuite() {
        return new SuiteObject(RunningSuite.api(), RunningSuite.bed().release());
    }

    String name() {
        return release.object("suite");
    }

    JsonNode read() throws IOException, InterruptedException {
        return api.get(path());
    }

    String document() throws IOException, InterruptedException {
        return read().path("data").path(KEY).asText();
    }

    /** Another one each time that the API server stores something. */
    String version() throws IOException, InterruptedException {
        return read().path("metadata").path("resourceVersion").asText();
    }

    boolean exists() throws IOException, InterruptedException {
        return api.look(path()).ok();
    }

    /** As {@code kubectl replace} does. */
    Answer replace(String document) throws IOException, InterruptedException {
        return api.replace(path(), with(read(), document));
    }

    /** Judged as any write is, and not stored. */
    Answer tryReplace(String document) throws IOException, InterruptedException {
        return api.replace(path() + DRY_RUN, with(read(), document));
    }

    /** As {@code kubectl create} does, after an object of before. */
    Answer create(JsonNode like, String document) throws IOException, InterruptedException {
        return api.create(collection(), with(like, document));
    }

    Answer tryCreate(JsonNode like, String document) throws IOException, InterruptedException {
        return api.create(collection() + DRY_RUN, with(like, document));
    }

    /** In Helm's name, so that the next upgrade finds no foreign owner of the field. */
    Answer apply(JsonNode like, String document) throws IOException, InterruptedException {
        return api.apply(path() + "?fieldManager=helm&force=true", with(like, document));
    }

    Answer delete() throws IOException, InterruptedException {
        return api.delete(path());
    }

    /** As it comes out of an editor: all but the document is as it was. */
    JsonNode edited(String document) throws IOException, InterruptedException {
        JsonNode object = read();
        ((ObjectNode) object.path("data")).put(KEY, document);
        return object;
    }

    /** A copy with another document that can be written, whatever the object is by then. */
    static ObjectNode with(JsonNode object, String document) {
        ObjectNode copy = copy(object);
        ((ObjectNode) copy.path("data")).put(KEY, document);
        return copy;
    }

    /** Without what the API server has added to it. */
    static ObjectNode copy(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        ((ObjectNode) copy.path("metadata"))
                .remove(List.of("managedFields", "resourceVersion", "uid", "creationTimestamp", "generation"));
        return copy;
    }

    /** The findings of a refusal, one line each, as the API hands them to any client. */
    static List<String> findings(Answer refusal) throws IOException {
        return refusal.json()
                .path("details")
                .path("causes")
                .valueStream()
                .map(cause -> cause.path("field").asText() + ": "
                        + cause.path("message").asText())
                .toList();
    }

    private String path() {
        return collection() + "/" + name();
    }

    private String collection() {
        return "/api/v1/namespaces/" + release.namespace() + "/configmaps";
    }
}
