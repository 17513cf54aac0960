// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.webhook.admission;

import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Verdict;
import io.github.tachydromos.core.finding.Verdict.Allowed;
import io.github.tachydromos.core.finding.Verdict.Denied;
import io.github.tachydromos.core.rule.ObjectRules;
import io.github.tachydromos.webhook.admission.ReviewedObject.Data;
import io.github.tachydromos.webhook.admission.ReviewedObject.Labels;
import io.github.tachydromos.webhook.admission.ReviewedObject.Metadata;
import io.github.tachydromos.webhook.admission.Ruling.Judged;
import io.github.tachydromos.webhook.admission.Ruling.NotOurs;
import io.github.tachydromos.webhook.suite.SuiteObject;
import io.github.tachydromos.webhook.suite.SuiteObjectRule;
import io.github.tachydromos.webhook.tls.TlsSecretRule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides about a request. It changes nothing anywhere, so a dry run needs no care. */
public final class Reviewer {
    /** They empty a namespace that is going away: to refuse them would keep it for ever. */
    private static final Set<String> NAMESPACE_CONTROLLERS =
            Set.of("system:serviceaccount:kube-system:namespace-controller", "system:kube-controller-manager");

    private static final String CREATE = "CREATE";
    private static final String UPDATE = "UPDATE";
    private static final String DELETE = "DELETE";

    private final String namespace;
    private final String suite;
    private final TlsSecretRule secrets;

    /** For the release whose document is in this ConfigMap. */
    public Reviewer(String namespace, String suite, TlsSecretRule secrets) {
        this.namespace = namespace;
        this.suite = suite;
        this.secrets = secrets;
    }

    Ruling review(AdmissionRequest request) {
        boolean whole = request.subResource() == null || request.subResource().isEmpty();
        if (!namespace.equals(request.namespace()) || !whole) {
            return new NotOurs();
        }
        return switch (request.kindText()) {
            case "ConfigMap" -> suite.equals(request.objectName()) ? suite(request) : new NotOurs();
            case "Secret" -> secret(request);
            default -> new NotOurs();
        };
    }

    private Ruling suite(AdmissionRequest request) {
        return switch (request.operationText()) {
            case CREATE, UPDATE -> new Judged(written(request.object()));
            case DELETE -> new Judged(deleted(request.username()));
            default -> new NotOurs();
        };
    }

    private Verdict written(@Nullable ReviewedObject object) {
        if (object == null) {
            return denied(ObjectRules.MISSING.at("request.object", "is missing"));
        }
        Metadata metadata = object.metadata();
        if (metadata != null && metadata.deletionTimestamp() != null) {
            return new Allowed(List.of());
        }
        Labels labels = metadata == null ? null : metadata.labels();
        Data data = object.data();
        return SuiteObjectRule.judge(new SuiteObject(
                suite,
                namespace,
                labels == null ? null : labels.config(),
                labels == null ? null : labels.schema(),
                data == null ? null : data.suite()));
    }

    /**
     * As long as this program is asked, the release is installed: Helm's uninstall removes the
     * ValidatingWebhookConfiguration before anything else.
     */
    private Verdict deleted(String username) {
        if (NAMESPACE_CONTROLLERS.contains(username)) {
            return new Allowed(List.of());
        }
        return denied(ObjectRules.DELETED.at(
                "metadata.name", "\"" + suite + "\" is the configuration of an installed release"));
    }

    private static Verdict denied(Finding reason) {
        return new Denied(List.of(reason), List.of());
    }

    private Ruling secret(AdmissionRequest request) {
        boolean written = Set.of(CREATE, UPDATE).contains(request.operationText());
        ReviewedObject object = request.object();
        if (!written || object == null || !secrets.concerns(request.objectName())) {
            return new NotOurs();
        }
        return new Judged(new Allowed(secrets.warnings(SecretEntries.of(object.data()))));
    }
}
