// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.core.config.Certificates;
import io.github.tachydromos.core.config.Credential;
import io.github.tachydromos.core.config.Suite;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One pass over all that a suite wants made. */
public record SuiteReconciler(
        CredentialReconciler credentials,
        MailReconciler mail,
        RealmReconciler realms,
        Realms authorities,
        SigningReconciler signing,
        DnsReconciler dns) {

    /** What a pass has done, and found about the source of the mail certificate if it could be looked at. */
    record Outcome(List<StepResult> results, Optional<SourceReport> source) {}

    Outcome reconcile(Suite suite) {
        Steps steps = new Steps();
        String instance = suite.release().name();
        // First, since a renewed certificate is waited for.
        Optional<MailReconciler.Outcome> outcome =
                steps.attempt(suite.certificates().mail(), () -> mail.reconcile(suite));
        outcome.map(MailReconciler.Outcome::result).ifPresent(steps::add);
        for (Credential credential : suite.credentials()) {
            steps.take(credential.secret(), () -> credentials.reconcile(credential, instance));
        }
        authorities.of(suite).forEach(realm -> realms.reconcile(realm, instance, steps));
        signing.reconcile(suite, steps);
        steps.take(suite.dns().records(), () -> dns.reconcile(suite));
        return new Outcome(steps.results(), outcome.map(MailReconciler.Outcome::source));
    }

    /** Every Secret of which a change matters. */
    static Set<String> secrets(Suite suite) {
        Certificates certificates = suite.certificates();
        Set<String> names = new LinkedHashSet<>(List.of(
                certificates.mail(), certificates.ingress(), certificates.internalCaKey(), certificates.internalCa()));
        certificates.internal().forEach(leaf -> names.add(leaf.secret()));
        suite.credentials().forEach(credential -> names.add(credential.secret()));
        if (suite.webhook().enabled()) {
            names.add(suite.webhook().authority());
            names.add(suite.webhook().serving());
        }
        if (suite.rspamd().enabled()) {
            names.add(suite.rspamd().dkimSecret());
        }
        return names;
    }

    /** The webhook configuration of which a change matters. */
    static Optional<String> configuration(Suite suite) {
        return suite.webhook().enabled() ? Optional.of(suite.webhook().configuration()) : Optional.empty();
    }
}
