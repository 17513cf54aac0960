// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import io.github.tachydromos.core.config.RspamdSettings;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.core.tls.TlsBundle;
import io.github.tachydromos.core.tls.TlsBundle.Reading.Parsed;
import io.github.tachydromos.rotator.issue.DkimRecord;
import io.github.tachydromos.rotator.policy.ObservedSecret;
import io.github.tachydromos.rotator.policy.Source;
import io.github.tachydromos.rotator.publish.RecordsPublisher;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import io.github.tachydromos.rotator.reconcile.StepResult.Kept;
import io.github.tachydromos.rotator.reconcile.StepResult.Left;
import io.github.tachydromos.rotator.reconcile.StepResult.Written;
import io.github.tachydromos.rotator.records.RecordsDocument;
import io.github.tachydromos.rotator.records.SuiteRecords;
import io.github.tachydromos.rotator.records.Tlsa;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells the operator what is to be published, with the keys that are in use and those that will be. */
public record DnsReconciler(SecretPublisher secrets, RecordsPublisher records, InstantSource clock) {

    StepResult reconcile(Suite suite) {
        String name = suite.dns().records();
        List<DkimRecord> signing;
        try {
            signing = signing(suite.rspamd());
        } catch (PemException e) {
            return new Left(suite.rspamd().dkimSecret(), String.valueOf(e.getMessage()), Optional.empty());
        }
        RecordsDocument document = RecordsDocument.of(new SuiteRecords(suite, signing, certificates(suite)));
        return records.publish(name, document.entries(), suite.release().name())
                ? new Written(name, "did not tell all that is to be published", Optional.empty())
                : new Kept(name, Optional.empty());
    }

    private List<DkimRecord> signing(RspamdSettings rspamd) throws PemException {
        return rspamd.enabled()
                ? SigningReconciler.published(secrets.find(rspamd.dkimSecret()).map(ObservedSecret::data))
                : List.of();
    }

    /** The one that is served first: another that is good, but not served yet, may be the next. */
    private List<String> certificates(Suite suite) {
        Stream<X509Certificate> served = secrets.find(suite.certificates().mail()).stream()
                .map(secret -> TlsBundle.read(secret.data()))
                .mapMulti((reading, leaves) -> {
                    if (reading instanceof Parsed(var bundle)) {
                        leaves.accept(bundle.leaf());
                    }
                });
        Source source = Source.judge(secrets.find(suite.certificates().ingress()), suite.hostname(), clock.instant());
        Stream<X509Certificate> next =
                source instanceof Source.Good good ? Stream.of(good.bundle().leaf()) : Stream.empty();
        return Stream.concat(served, next).map(Tlsa::of).distinct().toList();
    }
}
