// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.rotator.reconcile;

import static io.github.tachydromos.core.config.DkimEntries.ED25519;
import static io.github.tachydromos.core.config.DkimEntries.NEXT;
import static io.github.tachydromos.core.config.DkimEntries.PREVIOUS;
import static io.github.tachydromos.core.config.DkimEntries.RSA;
import static io.github.tachydromos.core.config.DkimEntries.SELECTOR;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tachydromos.core.config.DkimEntries;
import io.github.tachydromos.core.config.DkimRotation;
import io.github.tachydromos.core.config.RspamdSettings;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.tls.PemException;
import io.github.tachydromos.rotator.dns.RecordLookup;
import io.github.tachydromos.rotator.issue.DkimRecord;
import io.github.tachydromos.rotator.issue.SigningKeyIssuer;
import io.github.tachydromos.rotator.policy.Annotations;
import io.github.tachydromos.rotator.policy.ObservedSecret;
import io.github.tachydromos.rotator.policy.Sight;
import io.github.tachydromos.rotator.policy.SigningDecision.Keep;
import io.github.tachydromos.rotator.policy.SigningDecision.Make;
import io.github.tachydromos.rotator.policy.SigningDecision.Refuse;
import io.github.tachydromos.rotator.policy.SigningDecision.Switch;
import io.github.tachydromos.rotator.policy.SigningDecision.Wait;
import io.github.tachydromos.rotator.policy.SigningDecision.Withdraw;
import io.github.tachydromos.rotator.policy.SigningPolicy;
import io.github.tachydromos.rotator.publish.RecordsPublisher;
import io.github.tachydromos.rotator.publish.SecretPublisher;
import io.github.tachydromos.rotator.publish.WantedSecret;
import io.github.tachydromos.rotator.reconcile.StepResult.Kept;
import io.github.tachydromos.rotator.reconcile.StepResult.Left;
import io.github.tachydromos.rotator.reconcile.StepResult.Waits;
import io.github.tachydromos.rotator.reconcile.StepResult.Written;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The keys that outgoing mail is signed with, and what DNS is to say of them. A key that is there is never written over:
 * mail that is under way is verified with it. Keys come, sign and go in one write each.
 */
public record SigningReconciler(
        SecretPublisher secrets,
        SigningKeyIssuer keys,
        RecordsPublisher records,
        RecordLookup dns,
        InstantSource clock) {

    void reconcile(Suite suite, Steps steps) {
        RspamdSettings rspamd = suite.rspamd();
        if (rspamd.enabled()) {
            String instance = suite.release().name();
            steps.take(rspamd.dkimSecret(), () -> keep(rspamd, instance));
            steps.take(rspamd.dkimRecords(), () -> tell(rspamd, instance));
        }
    }

    private StepResult keep(RspamdSettings rspamd, String instance) {
        String name = rspamd.dkimSecret();
        DkimRotation rotation = rspamd.dkimRotation();
        Optional<ObservedSecret> observed = secrets.find(name);
        Map<String, byte[]> data = observed.map(ObservedSecret::data).orElse(Map.of());
        SigningPolicy policy =
                new SigningPolicy(rspamd.dkimSelector(), rotation.asked(), rotation.overlap(), clock.instant());
        return switch (policy.decide(observed, () -> sight(rotation.watchedDomains(), data))) {
            case Keep() -> new Kept(name, Optional.empty());
            case Refuse(var fault) -> new Left(name, fault, Optional.empty());
            case Wait(var reason) -> new Waits(name, reason, Optional.empty());
            case Make make -> {
                secrets.publish(made(name, make), observed, instance);
                yield new Written(name, make.reason(), Optional.empty());
            }
            case Switch(var reason) -> {
                secrets.publish(switched(name, data), observed, instance);
                yield new Written(name, reason, Optional.empty());
            }
            case Withdraw(var prefix, var reason) -> {
                secrets.publish(WantedSecret.entries(name, Map.of()).without(under(prefix, data)), observed, instance);
                yield new Written(name, reason, Optional.empty());
            }
        };
    }

    /** An acknowledgement of keys that were not there yet is none. */
    private WantedSecret made(String name, Make make) {
        Map<String, byte[]> entries = new TreeMap<>();
        for (String entry : make.entries()) {
            String text = switch (entry) {
                case SELECTOR -> make.selector();
                case RSA -> keys.rsa();
                case ED25519 -> keys.ed25519();
                default -> throw new IllegalArgumentException(entry);
            };
            entries.put(make.prefix() + entry, text.getBytes(US_ASCII));
        }
        WantedSecret wanted = WantedSecret.entries(name, entries);
        return make.prefix().equals(NEXT) ? wanted.annotated(Annotations.ACKNOWLEDGED, "") : wanted;
    }

    private WantedSecret switched(String name, Map<String, byte[]> data) {
        Map<String, byte[]> entries = new TreeMap<>();
        for (String entry : List.of(SELECTOR, RSA, ED25519)) {
            entries.put(entry, data.get(NEXT + entry));
            entries.put(PREVIOUS + entry, data.get(entry));
        }
        entries.put(SigningPolicy.SINCE, clock.instant().toString().getBytes(US_ASCII));
        return WantedSecret.entries(name, entries).without(under(NEXT, data)).annotated(Annotations.ACKNOWLEDGED, "");
    }

    private static Set<String> under(String prefix, Map<String, byte[]> data) {
        Set<String> entries = new HashSet<>(data.keySet());
        entries.removeIf(entry -> !entry.startsWith(prefix));
        return entries;
    }

    private Sight sight(List<String> domains, Map<String, byte[]> data) {
        List<String> missing = new ArrayList<>(domains);
        try {
            List<DkimRecord> next = published(data, NEXT);
            missing.removeIf(domain -> dns.shows(domain, next));
        } catch (PemException e) {
            // Told where the records are.
            return new Sight(domains, domains);
        }
        return new Sight(domains, missing);
    }

    private StepResult tell(RspamdSettings rspamd, String instance) {
        String name = rspamd.dkimRecords();
        Map<String, String> texts = new HashMap<>();
        try {
            published(secrets.find(rspamd.dkimSecret()).map(ObservedSecret::data))
                    .forEach(dkim -> texts.put(dkim.name(), dkim.text()));
        } catch (PemException e) {
            return new Left(rspamd.dkimSecret(), String.valueOf(e.getMessage()), Optional.empty());
        }
        return records.publish(name, texts, instance)
                ? new Written(name, "did not tell the records of the keys", Optional.empty())
                : new Kept(name, Optional.empty());
    }

    /** What a domain publishes of all keys in the Secret's data: those of now, the next and the previous. */
    static List<DkimRecord> published(Optional<Map<String, byte[]>> data) throws PemException {
        List<DkimRecord> all = new ArrayList<>();
        for (String prefix : List.of("", NEXT, PREVIOUS)) {
            all.addAll(published(data.orElse(Map.of()), prefix));
        }
        return all;
    }

    private static List<DkimRecord> published(Map<String, byte[]> data, String prefix) throws PemException {
        Optional<String> selector = SigningPolicy.selector(data, prefix);
        return selector.isEmpty()
                ? List.of()
                : List.of(
                        record(selector.get(), data, prefix + RSA),
                        record(DkimEntries.ed25519Selector(selector.get()), data, prefix + ED25519));
    }

    private static DkimRecord record(String selector, Map<String, byte[]> data, String entry) throws PemException {
        return DkimRecord.of(selector, data.getOrDefault(entry, new byte[0]));
    }
}
