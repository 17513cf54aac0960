// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.tachydromos.core.config.Certificates;
import io.github.tachydromos.core.config.Certificates.Internal;
import io.github.tachydromos.core.config.Credential;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.rotator.reconcile.SecretResult.Failed;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One pass over all Secrets of a suite. A fault of one never keeps the others waiting, except that certificates wait
 * for the authority that issues them: its key is stored first, so a crash between any two steps leaves nothing that
 * the next pass does not continue.
 */
public final class SuiteReconciler {
    private static final int ATTEMPTS = 3;

    private final SecretReconciler secrets;

    public SuiteReconciler(SecretReconciler secrets) {
        this.secrets = secrets;
    }

    /** Every Secret that the suite wants made. */
    static Set<String> wanted(Suite suite) {
        Certificates certificates = suite.certificates();
        Set<String> names = new LinkedHashSet<>(
                List.of(certificates.mail(), certificates.internalCaKey(), certificates.internalCa()));
        certificates.internal().forEach(leaf -> names.add(leaf.secret()));
        suite.credentials().forEach(credential -> names.add(credential.secret()));
        return names;
    }

    List<SecretResult> reconcile(Suite suite) {
        String instance = suite.release().name();
        Certificates certificates = suite.certificates();
        List<SecretResult> results = new ArrayList<>();
        for (Credential credential : suite.credentials()) {
            results.add(step(credential.secret(), () -> secrets.credential(credential, instance)));
        }
        results.add(step(certificates.mail(), () -> secrets.mail(certificates.mail(), suite.hostname(), instance)));
        SecretResult key =
                step(certificates.internalCaKey(), () -> secrets.authorityKey(certificates.internalCaKey(), instance));
        results.add(key);
        key.certificate()
                .ifPresentOrElse(
                        authority -> internal(certificates, authority, instance, results),
                        () -> waiting(certificates, results));
        return results;
    }

    private void internal(Certificates certificates, TlsBundle authority, String instance, List<SecretResult> results) {
        String trusted = certificates.internalCa();
        results.add(step(trusted, () -> secrets.authority(trusted, authority.leaf(), instance)));
        for (Internal leaf : certificates.internal()) {
            results.add(step(leaf.secret(), () -> secrets.leaf(leaf, authority, instance)));
        }
    }

    private static void waiting(Certificates certificates, List<SecretResult> results) {
        String reason = "waits for " + certificates.internalCaKey();
        results.add(new Failed(certificates.internalCa(), reason));
        certificates.internal().forEach(leaf -> results.add(new Failed(leaf.secret(), reason)));
    }

    /** A step that lost against somebody else's write looks again at what is there now. */
    private static SecretResult step(String secret, Supplier<SecretResult> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return step.get();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
                    return new Failed(secret, reason(e));
                }
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
