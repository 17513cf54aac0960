// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tachydromos.webhook.admission.ReviewReading.Malformed;
import io.github.tachydromos.webhook.admission.ReviewReading.Read;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewReadingTest {
    private static ReviewReading read(String body) {
        return ReviewReading.of(new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    @Test
    void readsWhatTheApiServerSends() {
        AdmissionRequest request = ((Read) read("""
                {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {
                  "uid": "705ab4f5", "kind": {"group": "", "version": "v1", "kind": "ConfigMap"},
                  "resource": {"group": "", "version": "v1", "resource": "configmaps"},
                  "name": "demo-suite", "namespace": "mail", "operation": "UPDATE",
                  "userInfo": {"username": "kubernetes-admin", "groups": ["system:masters"]},
                  "object": {"kind": "ConfigMap", "apiVersion": "v1",
                    "metadata": {"name": "demo-suite", "labels": {"tachydromos.io/config": "suite", "a": "b"},
                      "managedFields": [{"manager": "helm", "fieldsV1": {"f:data": {".": {}}}}]},
                    "data": {"suite.yaml": "schema: 1\\n", "other": "text"}},
                  "oldObject": {"metadata": {"name": "demo-suite"}, "data": {"suite.yaml": "schema: 0"}},
                  "dryRun": true, "options": {"kind": "UpdateOptions"}}}
                """)).request();

        assertThat(request.kindText()).isEqualTo("ConfigMap");
        assertThat(request.objectName()).isEqualTo("demo-suite");
        assertThat(request.username()).isEqualTo("kubernetes-admin");
        assertThat(request.object().metadata().labels().config()).isEqualTo("suite");
        assertThat(request.object().data().suite()).isEqualTo("schema: 1\n");
        assertThat(request.oldObject().metadata().name()).isEqualTo("demo-suite");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{",
                "null",
                "[]",
                "5",
                "\"text\"",
                "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\"}",
                "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\", \"request\": null}",
                "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\", \"request\": {}}",
                "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\", \"request\": []}",
                "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\", \"request\": {\"uid\": 5,"
                        + " \"object\": {\"data\": [5]}}}",
                "{\"apiVersion\": \"admission.k8s.io/v1beta1\", \"kind\": \"AdmissionReview\", \"request\":"
                        + " {\"uid\": \"1\"}}",
                "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"Review\", \"request\": {\"uid\": \"1\"}}",
            })
    void saysOfAnythingElseThatItIsNone(String body) {
        assertThat(read(body)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"request\":{\"object\":{\"metadata\":{\"x\":["})
    void endsWithinDepth(String opening) {
        assertThat(read(opening.repeat(200_000))).isInstanceOf(Malformed.class);
    }

    @Test
    void quotesNothingOfABody() {
        Malformed malformed = (Malformed) read("{\"data\": {\"tls.key\": \"c2VjcmV0\" c2VjcmV0");

        assertThat(malformed.reason())
                .isEqualTo("body: is not the JSON of an AdmissionReview; send one of admission.k8s.io/v1");
    }
}
