// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.sync.daemon.rspamd;

import static io.github.tachydromos.sync.daemon.rspamd.Journey.changed;
import static io.github.tachydromos.sync.daemon.rspamd.Journey.direct;
import static io.github.tachydromos.sync.daemon.rspamd.Journey.relayed;
import static io.github.tachydromos.sync.daemon.rspamd.Journey.signed;
import static io.github.tachydromos.sync.daemon.rspamd.KnownNames.LIST;
import static io.github.tachydromos.sync.daemon.rspamd.KnownNames.OTHER;
import static io.github.tachydromos.sync.daemon.rspamd.KnownNames.OWN;

import java.util.List;
import java.util.stream.Stream;

/**
 * A mail whose verdicts are known.
 *
 * @param seen what its Authentication-Results say; of a refused mail, what Rspamd logs
 */
record KnownMail(String name, Origin origin, Journey journey, List<String> seen) {
    static final String STRICT = "strict.example";
    private static final String TRUSTED = "list.example";
    private static final String STRANGE = "unknown-list.example";
    private static final String PASS = "dmarc=pass (policy=reject)";
    private static final String REFUSED = "DMARC_POLICY_REJECT";
    private static final String SAW_PASS =
            "spf=pass smtp.mailfrom=friend@strict.example; dmarc=pass header.from=strict.example";
    private static final String SAW_FAIL =
            "spf=fail smtp.mailfrom=friend@strict.example; dmarc=fail header.from=strict.example";

    /** Rspamd 3.12 has no other word for a permanent error in this header; its symbol is R_DKIM_PERMFAIL. */
    private static final String UNUSABLE = "dkim=none (\"invalid DKIM record\")";

    /** Who brings it, the domain of the envelope's sender, and that of its author. */
    record Origin(StrangersMail.Host host, String envelope, String author) {}

    static KnownMail of(String name, Origin origin, Journey journey, String... seen) {
        return new KnownMail(name, origin, journey, List.of(seen));
    }

    static Origin own(String domain) {
        return new Origin(OWN, domain, domain);
    }

    static Origin other(String domain) {
        return new Origin(OTHER, domain, domain);
    }

    private static Origin by(String list, String author) {
        return new Origin(LIST, list, author);
    }

    static Stream<KnownMail> taken() {
        return Stream.of(passing(), failing(), unsure(), listed()).flatMap(List::stream);
    }

    private static List<KnownMail> passing() {
        Journey both = signed("rsa").then(signed("ed25519")).then(relayed());
        return List.of(
                of("its own server", own(STRICT), direct(), "spf=pass", "dkim=none", PASS),
                of("RSA", own(STRICT), signed("rsa"), "dkim=pass header.d=strict.example header.s=rsa", PASS),
                of("Ed25519", own(STRICT), signed("ed25519"), "dkim=pass header.d=strict.example header.s=ed", PASS),
                of("forwarded, both", other(STRICT), both, "spf=fail", "header.s=rsa", "header.s=ed", PASS),
                of("forwarded, RSA", other(STRICT), signed("rsa").then(relayed()), "spf=fail", "dkim=pass", PASS),
                of("forwarded, Ed25519", other(STRICT), signed("ed25519").then(relayed()), "dkim=pass", PASS),
                of("quarantine", own("soft.example"), direct(), "spf=pass", "dmarc=pass (policy=quarantine)"));
    }

    private static List<KnownMail> failing() {
        return List.of(
                of("key unreadable", own(STRICT), signed("rsa", "bad", STRICT), UNUSABLE, PASS),
                of("key withdrawn", own(STRICT), signed("rsa", "revoked", STRICT), UNUSABLE, PASS),
                of("key unknown", own(STRICT), signed("rsa", "absent", STRICT), UNUSABLE, PASS),
                of("neutral", other("neutral.example"), direct(), "spf=neutral", "dmarc=fail", "(policy=none)"),
                of("no record", other("plain.example"), direct(), "spf=none", "dkim=none", "dmarc=none"));
    }

    private static List<KnownMail> unsure() {
        Journey signed = signed("rsa", "rsa", NameServer.SILENT);
        return List.of(
                of("garbled policy", other("garbled.example"), direct(), "spf=none", "dmarc=permerror"),
                of(
                        "silent name server",
                        other(NameServer.SILENT),
                        signed,
                        "spf=temperror",
                        "dkim=temperror",
                        "dmarc=temperror"),
                of("silent include", other("silence-aside.example"), direct(), "spf=temperror", "dmarc=none"));
    }

    private static List<KnownMail> listed() {
        Journey trusted = Journey.listed(TRUSTED, SAW_PASS);
        Journey twice = Journey.listed(STRANGE, SAW_PASS).then(Journey.listed(TRUSTED, "arc=pass; " + SAW_PASS));
        return List.of(
                of("trusted list", by(TRUSTED, STRICT), signed("rsa").then(trusted), "dmarc=fail", "arc=pass"),
                of("the second list is trusted", by(TRUSTED, STRICT), twice, "dmarc=fail", "arc=pass", "i=2"),
                of("trusted list, quarantine", by(TRUSTED, "soft.example"), trusted, "dmarc=fail", "arc=pass"),
                of("seal broken", by(TRUSTED, "plain.example"), trusted.then(changed()), "arc=reject"));
    }

    static Stream<KnownMail> refused() {
        Journey rsa = signed("rsa").then(relayed()).then(changed());
        Journey ed25519 = signed("ed25519").then(relayed()).then(changed());
        Journey trusted = signed("rsa").then(Journey.listed(TRUSTED, SAW_PASS));
        Journey strange = signed("rsa").then(Journey.listed(STRANGE, SAW_PASS));
        Journey vouched = signed("rsa", "rsa", TRUSTED);
        return Stream.of(
                of("forged", other(STRICT), direct(), "R_SPF_FAIL", "R_DKIM_NA", REFUSED),
                of("changed, RSA", other(STRICT), rsa, "R_SPF_FAIL", "R_DKIM_REJECT", REFUSED),
                of("changed, Ed25519", other(STRICT), ed25519, "R_DKIM_REJECT", REFUSED),
                of("key unknown", other(STRICT), signed("rsa", "absent", STRICT), "R_DKIM_PERMFAIL", REFUSED),
                of("another domain's word", by(TRUSTED, STRICT), vouched, "R_SPF_ALLOW", "R_DKIM_ALLOW", REFUSED),
                of("list that nobody trusts", by(STRANGE, STRICT), strange, "ARC_ALLOW", REFUSED),
                of("it failed there", by(TRUSTED, STRICT), Journey.listed(TRUSTED, SAW_FAIL), "ARC_ALLOW", REFUSED),
                of("changed after the list", by(TRUSTED, STRICT), trusted.then(changed()), "ARC_REJECT", REFUSED));
    }

    @Override
    public String toString() {
        return name + " " + seen;
    }
}
