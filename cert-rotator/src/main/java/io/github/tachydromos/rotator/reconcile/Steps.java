// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.tachydromos.rotator.publish.WritePermit;
import io.github.tachydromos.rotator.reconcile.StepResult.Failed;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of one pass; a fault of one never keeps another waiting that does not need it. */
final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
    private static final int ATTEMPTS = 3;

    private final List<StepResult> results = new ArrayList<>();

    List<StepResult> results() {
        return List.copyOf(results);
    }

    void add(StepResult result) {
        results.add(result);
    }

    void take(String object, Supplier<StepResult> step) {
        attempt(object, step).ifPresent(this::add);
    }

    /** For a step that yields more than its result, which the caller then adds; a failure is added here. */
    <T> Optional<T> attempt(String object, Supplier<T> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Optional.of(step.get());
            } catch (KubernetesClientException e) {
                // One that lost against somebody else's write looks again at what is there now.
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
                    results.add(new Failed(object, reason(e)));
                    return Optional.empty();
                }
            } catch (WritePermit.Lost e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("object", object).setCause(e).log("a step failed and will be repeated");
                results.add(new Failed(object, String.valueOf(e.getMessage())));
                return Optional.empty();
            }
        }
    }

    /** The API server's own words where it answered: they name the object and the rule, never the content. */
    private static String reason(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : String.valueOf(e.getMessage());
    }
}
