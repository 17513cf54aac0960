// SPDX-License-Identifier: Apache-2.0
package io.github.tachydromos.core.config;

import io.github.tachydromos.core.finding.Findings;
import io.github.tachydromos.core.finding.Rule;
import java.util.List;
import java.util.stream.Stream;

/** What reading alone can refuse: each value by itself. */
public final class ReadingRules {
    static final Rule TOO_LARGE = Rule.deny(
            "document-too-large",
            "The document is larger than 1 MiB, which is what a ConfigMap holds, has a line of more than 256 KiB, or more than"
                    + " 20000 values.",
            "shorten the access tables");
    static final Rule NOT_YAML = Rule.deny("document-not-yaml", "The document is not YAML.", "correct the syntax");
    static final Rule TOO_DEEP = Rule.deny(
            "document-too-deep",
            "Lists and mappings are nested deeper than any that the document has, or a number is endless.",
            "write the document as the chart does");
    static final Rule ALIAS = Rule.deny(
            "document-alias",
            "A value is an alias (*name), which may stand for any amount of text.",
            "write the value itself");
    static final Rule TAG =
            Rule.deny("document-tag", "A value has a tag (!name), which no value of the document needs.", "remove it");
    static final Rule NOT_SINGLE = Rule.deny(
            "document-not-single", "A second document follows the first.", "remove what follows the line \"---\"");
    static final Rule NOT_A_MAPPING =
            Rule.deny("document-not-a-mapping", "The document has no keys.", "give it keys and values");
    static final Rule KEY_TWICE = Rule.deny("key-twice", "A key stands twice in one mapping.", "remove one of them");
    static final Rule KEY_UNKNOWN =
            Rule.deny("key-unknown", "A key is none of the suite document.", "remove it, or correct its spelling");
    static final Rule KEY_MISSING =
            Rule.deny("key-missing", "A key of the suite document is not there.", "add it; the chart writes every key");
    static final Rule NOT_OURS = Rule.deny(
            "document-not-ours",
            "apiVersion or kind is not that of the suite document.",
            "set apiVersion tachydromos.io/v1 and kind Suite");
    static final Rule TYPE = Rule.deny(
            "value-type", "A value is of another type, a number where text belongs for example.", "correct its type");
    static final Rule EMPTY =
            Rule.deny("value-empty", "A value is empty that has no meaning when it is.", "give it a value");
    static final Rule CONTROL = Rule.deny(
            "value-control-character",
            "A value of one line has a line break or another control character.",
            "keep it on one line");
    static final Rule RANGE = Rule.deny("number-range", "A number is out of its range.", "set a number in the range");
    static final Rule LIST_TOO_LONG =
            Rule.deny("list-too-long", "A list has more than 1000 items.", "write wider networks in the place of many");
    static final Rule HOST_NAME = Rule.deny(
            "host-name-not-qualified",
            "A host name is not fully qualified (RFC 1123 2.1, two labels at least).",
            "write it as mail.example.net");
    static final Rule HOST = Rule.deny(
            "host-invalid", "A host is neither a name nor an address.", "write it as ldap.example.net or 192.0.2.1");
    static final Rule MAIL_ADDRESS = Rule.deny(
            "mail-address-invalid",
            "A mail address is none (RFC 5321 4.1.2, without quoted local parts).",
            "write it as postmaster@example.net");
    static final Rule SUPERUSER = Rule.deny(
            "superuser-name-invalid",
            "The super-user's name is not a mail address, or has * ? or !, which Dovecot reads as a pattern.",
            "write it as sysmail@example.net");
    static final Rule NETWORK = Rule.deny(
            "network-invalid", "A network is none in CIDR notation.", "write it as 192.0.2.0/24 or 2001:db8::/32");
    static final Rule HOST_BITS = Rule.deny(
            "network-host-bits",
            "A network has bits set behind its prefix: it is wider than it looks, and Postfix ignores it.",
            "write the network's own address");
    static final Rule DN = Rule.deny(
            "dn-invalid", "A distinguished name is none (RFC 4514).", "write it as ou=users,dc=example,dc=net");
    static final Rule OBJECT_NAME = Rule.deny(
            "object-name-invalid",
            "The name of a Kubernetes object is none (RFC 1123 subdomain).",
            "use lower case letters, digits, '-' and '.'");
    static final Rule SECRET_KEY = Rule.deny(
            "secret-key-invalid",
            "The key of a Secret has characters that no key may have.",
            "use letters, digits, '-', '_' and '.'");
    static final Rule TLS_MODE = Rule.deny(
            "tls-mode-unknown", "How the directory is spoken to is not a known way.", "set none, starttls or ldaps");
    static final Rule DATABASE_TLS_MODE = Rule.deny(
            "database-tls-mode-unknown",
            "How the database is spoken to is not a known way.",
            "set disable, require, verify-ca or verify-full");
    static final Rule DATABASE_NAME = Rule.deny(
            "database-name-invalid",
            "The name of the database or of its user is longer than 63 characters, or has others than PostgreSQL takes without"
                    + " quotes in an address.",
            "use letters, digits, _ . @ $ and -, as in sogo");
    static final Rule DELIMITER = Rule.deny(
            "delimiter-invalid",
            "The delimiter of address tags is not one character that addresses may have.",
            "use one of + - _ . = ~, or leave it empty");
    static final Rule RELAYHOST = Rule.deny(
            "relayhost-invalid",
            "The relay host is not a next hop of Postfix (postconf(5), relayhost).",
            "write it as [smtp.example.net]:587");

    static final Rule ON_FAILURE = Rule.deny(
            "filter-failure-unknown",
            "What becomes of mail while Rspamd is away is not a known word.",
            "set tempfail or accept");
    static final Rule MTA_STS_MODE = Rule.deny(
            "mta-sts-mode-unknown",
            "What a server does that cannot reach this one safely is not a known word (RFC 8461 3.2).",
            "set testing, enforce or none");
    static final Rule SELECTOR = Rule.deny(
            "dkim-selector-invalid",
            "The DKIM selector is none (RFC 6376 3.1), or longer than 60 characters.",
            "use letters, digits and '-', as in 2026");
    static final Rule OVERRIDE_NAME = Rule.deny(
            "override-name-invalid",
            "A file for Rspamd's override.d has a name that no file there has.",
            "name it as Rspamd names its own, as in greylist.conf or options.inc");
    static final Rule LANGUAGE = Rule.deny(
            "webmail-language-unknown",
            "The language is not one word of letters, as SOGo names its languages.",
            "set one such as English, French or BrazilianPortuguese");
    static final Rule TIME_ZONE = Rule.deny(
            "time-zone-unknown", "The time zone is none of the tz database.", "write it as UTC or Europe/Athens");

    static final Rule MAIL_DOMAIN = Rule.deny(
            "mail-domain-invalid",
            "A mail domain is not fully qualified, or longer than 200 characters: its records have longer names.",
            "write it as example.net");
    static final Rule ADDRESS =
            Rule.deny("address-invalid", "An address is none of IPv4 or IPv6.", "write it as 192.0.2.1 or 2001:db8::1");
    static final Rule SPF = Rule.deny(
            "spf-invalid",
            "The SPF record is none (RFC 7208 4.6.1), or longer than 450 characters.",
            "write it as \"v=spf1 a:mail.example.net ip4:192.0.2.1 -all\"");
    static final Rule DMARC_POLICY = Rule.deny(
            "dmarc-policy-unknown",
            "What others shall do with forged mail is no policy of DMARC (RFC 7489 6.3).",
            "set none, quarantine or reject");

    /** All of them, in the order of the page. */
    public static final List<Rule> ALL = Stream.of(
                    List.of(TOO_LARGE, NOT_YAML, TOO_DEEP, ALIAS, TAG, NOT_SINGLE, NOT_A_MAPPING, NOT_OURS),
                    List.of(
                            Findings.MORE,
                            KEY_TWICE,
                            KEY_UNKNOWN,
                            KEY_MISSING,
                            TYPE,
                            EMPTY,
                            CONTROL,
                            RANGE,
                            LIST_TOO_LONG),
                    List.of(HOST_NAME, HOST, MAIL_ADDRESS, SUPERUSER, NETWORK, HOST_BITS, DN, OBJECT_NAME),
                    List.of(
                            SECRET_KEY,
                            TLS_MODE,
                            DATABASE_TLS_MODE,
                            DATABASE_NAME,
                            DELIMITER,
                            RELAYHOST,
                            ON_FAILURE,
                            SELECTOR,
                            OVERRIDE_NAME),
                    List.of(LANGUAGE, TIME_ZONE, MTA_STS_MODE),
                    List.of(MAIL_DOMAIN, ADDRESS, SPF, DMARC_POLICY),
                    AccessTable.RULES)
            .flatMap(List::stream)
            .toList();

    private ReadingRules() {}
}
