// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.config.Credential;
import io.github.tachydromos.rotator.issue.PasswordIssuer;
import io.github.tachydromos.rotator.policy.ObservedSecret;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import io.github.tachydromos.rotator.publish.WantedSecret;
import io.github.tachydromos.rotator.reconcile.StepResult.Kept;
import io.github.tachydromos.rotator.reconcile.StepResult.Written;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills what is missing in a Secret with passwords. */
public record CredentialReconciler(SecretPublisher secrets, PasswordIssuer passwords) {

    StepResult reconcile(Credential credential, String instance) {
        String name = credential.secret();
        Optional<ObservedSecret> observed = secrets.find(name);
        Map<String, byte[]> present = observed.map(ObservedSecret::data).orElse(Map.of());
        List<String> missing = credential.keys().stream()
                .filter(key -> !present.containsKey(key))
                .toList();
        if (observed.isPresent() && missing.isEmpty()) {
            return new Kept(name, Optional.empty());
        }
        Map<String, byte[]> made = new HashMap<>();
        missing.forEach(key -> made.put(key, passwords.password().getBytes(US_ASCII)));
        secrets.publish(WantedSecret.entries(name, made), observed, instance);
        String reason = observed.isEmpty() ? "did not exist" : "had no " + String.join(", ", missing);
        return new Written(name, reason, Optional.empty());
    }
}
