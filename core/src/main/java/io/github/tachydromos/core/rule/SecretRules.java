// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.rule;

import io.github.tachydromos.core.config.Certificates;
import io.github.tachydromos.core.config.Suite;
import io.github.tachydromos.core.finding.Excerpt;
import io.github.tachydromos.core.finding.Finding;
import io.github.tachydromos.core.finding.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Secrets that the cert-rotator fills. */
final class SecretRules {
    private static final String INTERNAL = "certificates.internal";
    private static final List<String> NAMES = List.of("certificates", "webhook", "rspamd", "credentials");

    static final Rule TWICE = Rule.deny(
            "secret-name-twice",
            "Two purposes have one Secret: the cert-rotator would write the one over the other.",
            "give each a Secret of its own");
    static final Rule NO_LEAF = Rule.deny(
            "internal-certificate-missing",
            "No internal certificate names a host that the pods speak to.",
            "add one with the host among its dnsNames; the chart writes them all");
    static final Rule NO_WEBHOOK_NAME = Rule.deny(
            "webhook-without-name",
            "The webhook is on and its certificate would have no name: the API server could not trust it.",
            "list the names of its Service; the chart writes them all");

    static final List<SuiteRule> ALL = List.of(
            new SuiteRule(TWICE, NAMES, SecretRules::twice),
            new SuiteRule(
                    NO_LEAF,
                    List.of(INTERNAL, "postfix.reinjectHost"),
                    suite -> noLeaf(suite, suite.postfix().reinjectHost())),
            new SuiteRule(
                    NO_LEAF,
                    List.of(INTERNAL, "dovecot.internalHost"),
                    suite -> noLeaf(suite, suite.dovecot().internalHost())),
            new SuiteRule(NO_WEBHOOK_NAME, List.of("webhook.enabled", "webhook.dnsNames"), SecretRules::noWebhookName));

    private SecretRules() {}

    private static Stream<Finding> twice(Suite suite) {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (Place place : places(suite)) {
            String before = seen.putIfAbsent(place.secret, place.path);
            if (before != null && !place.secret.isEmpty()) {
                findings.add(
                        TWICE.at(place.path, Excerpt.quoted(place.secret) + " is the Secret of " + before + " too"));
            }
        }
        return findings.stream();
    }

    /** Every Secret that is written, and last the one that the mail certificate is taken from. */
    private static List<Place> places(Suite suite) {
        Certificates certificates = suite.certificates();
        List<Place> places = new ArrayList<>(List.of(
                new Place("certificates.mail", certificates.mail()),
                new Place("certificates.internalCa", certificates.internalCa()),
                new Place("certificates.internalCaKey", certificates.internalCaKey()),
                new Place("webhook.serving", suite.webhook().serving()),
                new Place("webhook.authority", suite.webhook().authority()),
                new Place("rspamd.dkimSecret", suite.rspamd().dkimSecret())));
        for (int i = 0; i < certificates.internal().size(); i++) {
            places.add(new Place(
                    INTERNAL + "[" + i + "].secret",
                    certificates.internal().get(i).secret()));
        }
        for (int i = 0; i < suite.credentials().size(); i++) {
            places.add(new Place(
                    "credentials[" + i + "].secret", suite.credentials().get(i).secret()));
        }
        places.add(new Place("certificates.ingress", certificates.ingress()));
        return places;
    }

    /** A leaf whose names could not be read may be the one. */
    private static Stream<Finding> noLeaf(Suite suite, String host) {
        boolean named = suite.certificates().internal().stream()
                .flatMap(leaf -> leaf.dnsNames().stream())
                .anyMatch(name -> name.isEmpty() || name.equals(host));
        return named ? Stream.empty() : Stream.of(NO_LEAF.at(INTERNAL, "none is for " + Excerpt.quoted(host)));
    }

    private static Stream<Finding> noWebhookName(Suite suite) {
        return suite.webhook().enabled() && suite.webhook().dnsNames().isEmpty()
                ? Stream.of(NO_WEBHOOK_NAME.at("webhook.dnsNames", "is empty"))
                : Stream.empty();
    }

    private record Place(String path, String secret) {}
}
