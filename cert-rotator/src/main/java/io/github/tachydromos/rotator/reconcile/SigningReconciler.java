// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.core.config.RspamdSettings.ED25519_KEY;
import static io.github.tachydromos.core.config.RspamdSettings.RSA_KEY;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.config.RspamdSettings;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.rotator.issue.DkimRecord;
import io.github.tachydromos.rotator.issue.SigningKeyIssuer;
import io.github.tachydromos.rotator.policy.ObservedSecret;
import io.github.tachydromos.rotator.publish.RecordsPublisher;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import io.github.tachydromos.rotator.publish.WantedSecret;
import io.github.tachydromos.rotator.reconcile.StepResult.Kept;
import io.github.tachydromos.rotator.reconcile.StepResult.Left;
import io.github.tachydromos.rotator.reconcile.StepResult.Written;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys that outgoing mail is signed with, and what DNS is to say of them. A key that is there is never written over:
 * mail that is under way is verified with it.
 */
public record SigningReconciler(SecretPublisher secrets, SigningKeyIssuer keys, RecordsPublisher records) {

    void reconcile(Suite suite, Steps steps) {
        RspamdSettings rspamd = suite.rspamd();
        if (rspamd.enabled()) {
            String instance = suite.release().name();
            steps.take(rspamd.dkimSecret(), () -> fill(rspamd.dkimSecret(), instance));
            steps.take(rspamd.dkimRecords(), () -> tell(rspamd, instance));
        }
    }

    private StepResult fill(String name, String instance) {
        Optional<ObservedSecret> observed = secrets.find(name);
        Map<String, byte[]> present = observed.map(ObservedSecret::data).orElse(Map.of());
        Map<String, byte[]> made = new TreeMap<>();
        if (!present.containsKey(RSA_KEY)) {
            made.put(RSA_KEY, keys.rsa().getBytes(US_ASCII));
        }
        if (!present.containsKey(ED25519_KEY)) {
            made.put(ED25519_KEY, keys.ed25519().getBytes(US_ASCII));
        }
        if (made.isEmpty()) {
            return new Kept(name, Optional.empty());
        }
        secrets.publish(WantedSecret.entries(name, made), observed, instance);
        String reason = observed.isEmpty() ? "did not exist" : "had no " + String.join(", ", made.keySet());
        return new Written(name, reason, Optional.empty());
    }

    private StepResult tell(RspamdSettings rspamd, String instance) {
        String name = rspamd.dkimRecords();
        Map<String, byte[]> data =
                secrets.find(rspamd.dkimSecret()).map(ObservedSecret::data).orElse(Map.of());
        Map<String, String> texts = new HashMap<>();
        try {
            for (DkimRecord dkim : List.of(
                    record(rspamd.dkimSelector(), data, RSA_KEY),
                    record(rspamd.ed25519Selector(), data, ED25519_KEY))) {
                texts.put(dkim.name(), dkim.text());
            }
        } catch (PemException e) {
            return new Left(rspamd.dkimSecret(), String.valueOf(e.getMessage()), Optional.empty());
        }
        return records.publish(name, texts, instance)
                ? new Written(name, "did not tell the records of the keys", Optional.empty())
                : new Kept(name, Optional.empty());
    }

    private static DkimRecord record(String selector, Map<String, byte[]> data, String entry) throws PemException {
        return DkimRecord.of(selector, data.getOrDefault(entry, new byte[0]));
    }
}
