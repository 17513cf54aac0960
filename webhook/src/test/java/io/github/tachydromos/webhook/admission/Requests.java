// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import io.github.tachydromos.webhook.admission.AdmissionRequest.Kind;
import io.github.tachydromos.webhook.admission.AdmissionRequest.OldObject;
import io.github.tachydromos.webhook.admission.AdmissionRequest.UserInfo;
import io.github.tachydromos.webhook.admission.ReviewedObject.Data;
import io.github.tachydromos.webhook.admission.ReviewedObject.Labels;
import io.github.tachydromos.webhook.admission.ReviewedObject.Metadata;
import io.github.tachydromos.webhook.suite.SuiteDocuments;
import org.jspecify.annotations.Nullable;

/** Requests as the API server sends them. */
final class Requests {
    private Requests() {}

    static AdmissionRequest suite(String operation, @Nullable ReviewedObject object) {
        return request("ConfigMap", SuiteDocuments.NAME, operation, object);
    }

    static AdmissionRequest request(String kind, String name, String operation, @Nullable ReviewedObject object) {
        return new AdmissionRequest(
                "uid-1",
                new Kind("", kind),
                null,
                name,
                SuiteDocuments.NAMESPACE,
                operation,
                new UserInfo("somebody"),
                object,
                null);
    }

    static AdmissionRequest deletion(String username, String name, @Nullable OldObject old) {
        return new AdmissionRequest(
                "uid-1",
                new Kind("", "ConfigMap"),
                null,
                name,
                SuiteDocuments.NAMESPACE,
                "DELETE",
                new UserInfo(username),
                null,
                old);
    }

    static ReviewedObject holding(String document) {
        return new ReviewedObject(new Metadata(null, new Labels("suite", "1")), new Data(document, null, null, null));
    }

    static ReviewedObject secret(@Nullable String certificates, @Nullable String key) {
        return new ReviewedObject(new Metadata(null, null), new Data(null, certificates, key, null));
    }
}
